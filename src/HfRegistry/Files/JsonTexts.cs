using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace HfRegistry.Files;

/// <summary>
/// The texts of a JSON reader. The same few names and words come again and again in our files; one that came lately is not made anew.
/// </summary>
internal sealed class JsonTexts
{
    private const int Slots = 512;
    private const int MaxLength = 48;

    private readonly string[] _lately = new string[Slots];

    /// <summary>Returns the name or the text that the reader stands at.</summary>
    /// <exception cref="InvalidOperationException">Half of a surrogate pair stands alone in it.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string Of(ref Utf8JsonReader reader)
    {
        var utf8 = reader.ValueSpan;
        if (reader.ValueIsEscaped || utf8.Length is 0 or > MaxLength)
            return reader.GetString() ?? "";
        ref var lately = ref _lately[SlotOf(utf8)];
        if (lately is null || !Ascii.Equals(utf8, lately))
            lately = reader.GetString() ?? "";
        return lately;
    }

    /// <summary>Returns the digits of the number that the reader stands at.</summary>
    public string OfNumber(ref Utf8JsonReader reader)
    {
        var digits = reader.ValueSpan;
        if (digits.Length > MaxLength)
            return Encoding.ASCII.GetString(digits);
        ref var lately = ref _lately[SlotOf(digits)];
        if (lately is null || !Ascii.Equals(digits, lately))
            lately = Encoding.ASCII.GetString(digits);
        return lately;
    }

    private static int SlotOf(ReadOnlySpan<byte> utf8)
    {
        var hash = utf8.Length;
        foreach (var unit in utf8)
            hash = (hash * 31) + unit;
        return hash & (Slots - 1);
    }
}
