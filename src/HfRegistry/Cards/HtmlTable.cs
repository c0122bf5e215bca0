using System.Collections.Immutable;

namespace HfRegistry.Cards;

/// <summary>A table written in tags, row by row.</summary>
internal sealed class HtmlTable
{
    private const int MaxCells = 200;

    private readonly ImmutableArray<string>.Builder _cells = ImmutableArray.CreateBuilder<string>();
    private ImmutableArray<string> _heads = [];
    private bool _isInCell;

    /// <summary>Returns whether a tag is a part of tables.</summary>
    public static bool IsPart(string name) => name is "table" or "thead" or "tbody" or "tr" or "td" or "th";

    /// <summary>Ends the cell that is open, if one is; text between cells is none.</summary>
    /// <param name="text">The words since the last tag of the table.</param>
    /// <param name="isNext">Whether another cell begins.</param>
    public void EndCell(string text, bool isNext)
    {
        if (_isInCell && _cells.Count < MaxCells)
            _cells.Add(text);
        _isInCell = isNext;
    }

    /// <summary>Returns the cells since the last row; the first row heads the table.</summary>
    public ImmutableArray<string> TakeRow(out ImmutableArray<string> heads)
    {
        var row = _cells.ToImmutable();
        _cells.Clear();
        heads = _heads;
        if (_heads.IsEmpty)
            _heads = row;
        return row;
    }
}
