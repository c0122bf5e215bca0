namespace HfRegistry.Text;

/// <summary>Finds the marks of build agents' commands in a text that comes character by character.</summary>
internal sealed class AgentCommandScanner
{
    private bool _isInLine;
    private bool _isAfterColon;
    private int _hashes;
    private bool _isAfterHashes;

    /// <summary>Returns whether a character completes a mark: <c>::</c> behind nothing but white space, or a <c>[</c> behind <c>##</c> and a word.</summary>
    /// <param name="next">The next character of the text.</param>
    public bool CompletesMark(char next)
    {
        if (next is '\n' or '\r')
        {
            (_isInLine, _isAfterColon, _hashes, _isAfterHashes) = (false, false, 0, false);
            return false;
        }

        var completes = next == ':' ? _isAfterColon && !_isInLine : next == '[' && _isAfterHashes;
        _isInLine |= _isAfterColon || (next != ':' && !char.IsWhiteSpace(next));
        _isAfterColon = next == ':' && !_isInLine;
        _hashes = next == '#' ? Math.Min(_hashes + 1, 2) : 0;
        _isAfterHashes = _hashes == 2 || (_isAfterHashes && (char.IsAsciiLetterOrDigit(next) || next is '-' or '_' or '.'));
        return completes;
    }
}
