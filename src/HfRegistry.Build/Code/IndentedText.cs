using System.Text;

namespace HfRegistry.Build.Code;

/// <summary>Text of indented lines that end in LF.</summary>
internal sealed class IndentedText(string indent)
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Adds a line.</summary>
    public IndentedText Line(string line)
    {
        for (var i = 0; i < _depth; i++)
            _text.Append(indent);
        _text.Append(line).Append('\n');
        return this;
    }

    /// <summary>Adds lines, which keep the indentation that they have among each other.</summary>
    public IndentedText Lines(string lines)
    {
        foreach (var line in lines.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.Length == 0)
                Blank();
            else
                Line(line);
        }

        return this;
    }

    /// <summary>Adds an empty line.</summary>
    public IndentedText Blank()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>Adds a line, and indents what follows.</summary>
    public IndentedText Open(string line)
    {
        Line(line);
        _depth++;
        return this;
    }

    /// <summary>Ends the indentation, and adds a line.</summary>
    public IndentedText Close(string line)
    {
        _depth--;
        return Line(line);
    }

    /// <summary>Ends the indentation.</summary>
    public IndentedText Close()
    {
        _depth--;
        return this;
    }

    public override string ToString() => _text.ToString();
}
