namespace HfRegistry.Hub;

/// <summary>
/// Looks for a token in a body as its bytes pass by, in whatever case, whether as it is or with the escapes of a JSON text
/// (<c>\u0068f_…</c>). The body is never held as a whole.
/// </summary>
internal sealed class HubTokenTrace(HubToken token)
{
    private const int HexDigits = 4;

    private readonly TextTrace _raw = new(token.Reveal());
    private readonly TextTrace _unescaped = new(token.Reveal());
    private bool _isEscape;
    private int _hexLeft;
    private int _hex;

    /// <summary>Reads on.</summary>
    /// <returns>Whether the token ends in these bytes.</returns>
    public bool IsFoundIn(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (_raw.Ends(b) || EndsUnescaped(b))
                return true;
        }

        return false;
    }

    private bool EndsUnescaped(byte b)
    {
        if (_hexLeft > 0)
        {
            _hex = (_hex << 4) | ((b & 0xF) + ((b >> 6) * 9));
            return --_hexLeft == 0 && _unescaped.Ends(_hex);
        }

        if (_isEscape)
        {
            _isEscape = false;
            if (b != (byte)'u')
                return _unescaped.Ends(b);
            (_hexLeft, _hex) = (HexDigits, 0);
            return false;
        }

        _isEscape = b == (byte)'\\';
        return !_isEscape && _unescaped.Ends(b);
    }

    /// <summary>Finds a text of ASCII characters in a stream of them (Knuth, Morris, Pratt).</summary>
    private sealed class TextTrace
    {
        private readonly string _text;
        private readonly int[] _fallback;
        private int _matched;

        public TextTrace(string text)
        {
            _text = text.ToLowerInvariant();
            _fallback = new int[_text.Length + 1];
            _fallback[0] = -1;
            for (var (i, length) = (0, -1); i < _text.Length; _fallback[++i] = ++length)
            {
                while (length >= 0 && _text[i] != _text[length])
                    length = _fallback[length];
            }
        }

        /// <summary>Takes the next character; whether the text ends with it.</summary>
        public bool Ends(int next)
        {
            var c = next is >= 'A' and <= 'Z' ? next + ('a' - 'A') : next;
            while (_matched >= 0 && (_matched == _text.Length || _text[_matched] != c))
                _matched = _fallback[_matched];
            return ++_matched == _text.Length;
        }
    }
}
