using System.Buffers;

namespace HfRegistry.Mof.Documents;

/// <summary>Tells the plain scalars that some reader takes for a number or a day. Scans each character once.</summary>
internal static class YamlNumber
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789_");
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF_");
    private static readonly SearchValues<char> OctalDigits = SearchValues.Create("01234567_");

    /// <summary>Returns what a plain scalar is that is neither a null nor a word with a meaning.</summary>
    public static YamlScalarKind KindOf(ReadOnlySpan<char> plain)
    {
        if (IsDate(plain))
            return YamlScalarKind.Date;
        var number = plain[0] is '+' or '-' ? plain[1..] : plain;
        if (number.IsEmpty || !(char.IsAsciiDigit(number[0]) || number[0] == '.'))
            return YamlScalarKind.Text;
        if (number[0] == '.' && (number.Equals(".inf", StringComparison.OrdinalIgnoreCase) || number.Equals(".nan", StringComparison.OrdinalIgnoreCase)))
            return YamlScalarKind.Number;
        return number.Length > 2 && number[0] == '0' && char.IsAsciiLetter(number[1]) && number[1] is not ('e' or 'E') ? KindOfPrefixed(number) : KindOfDecimal(number);
    }

    private static YamlScalarKind KindOfPrefixed(ReadOnlySpan<char> number)
    {
        var digits = number[2..];
        return number[1] switch
        {
            'x' or 'X' when !digits.ContainsAnyExcept(HexDigits) => YamlScalarKind.Whole,
            'o' when !digits.ContainsAnyExcept(OctalDigits) => YamlScalarKind.Whole,
            'b' when !digits.ContainsAnyExcept('0', '1', '_') => YamlScalarKind.TextForSome,
            _ => YamlScalarKind.Text,
        };
    }

    private static YamlScalarKind KindOfDecimal(ReadOnlySpan<char> number)
    {
        var whole = DigitsOf(number);
        var rest = number[whole..];
        if (rest.IsEmpty)
            return YamlScalarKind.Whole;
        if (rest[0] == ':')
            return IsBaseSixty(rest) ? YamlScalarKind.TextForSome : YamlScalarKind.Text;
        var fraction = 0;
        if (rest[0] == '.')
        {
            fraction = DigitsOf(rest[1..]);
            rest = rest[(1 + fraction)..];
        }

        return whole + fraction > 0 && (rest.IsEmpty || IsExponent(rest)) ? YamlScalarKind.Number : YamlScalarKind.Text;
    }

    private static bool IsExponent(ReadOnlySpan<char> rest)
    {
        if (rest[0] is not ('e' or 'E'))
            return false;
        var digits = rest.Length > 1 && rest[1] is '+' or '-' ? rest[2..] : rest[1..];
        return !digits.IsEmpty && !digits.ContainsAnyExceptInRange('0', '9');
    }

    // YAML 1.1 reads 1:30 as ninety.
    private static bool IsBaseSixty(ReadOnlySpan<char> rest)
    {
        while (!rest.IsEmpty && rest[0] == ':')
        {
            var digits = DigitsOf(rest[1..]);
            if (digits is 0 or > 2)
                return false;
            rest = rest[(1 + digits)..];
        }

        return rest.IsEmpty || (rest[0] == '.' && DigitsOf(rest[1..]) == rest.Length - 1);
    }

    // A day, or a day and a time.
    private static bool IsDate(ReadOnlySpan<char> plain)
    {
        if (plain.Length < 8 || plain[..4].ContainsAnyExceptInRange('0', '9') || plain[4] != '-')
            return false;
        var month = DigitsOf(plain[5..]);
        var rest = plain[(5 + month)..];
        if (month is 0 or > 2 || rest.IsEmpty || rest[0] != '-')
            return false;
        var day = DigitsOf(rest[1..]);
        rest = rest[(1 + day)..];
        return day is 1 or 2 && (rest.IsEmpty || (rest[0] is 'T' or 't' or ' ' or '\t' && rest.Length > 1 && char.IsAsciiDigit(rest.TrimStart(" \tTt")[0])));
    }

    private static int DigitsOf(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExcept(Digits);
        return end < 0 ? text.Length : end;
    }
}
