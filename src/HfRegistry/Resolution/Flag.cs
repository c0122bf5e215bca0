namespace HfRegistry.Resolution;

/// <summary>A yes or no as MSBuild projects write it.</summary>
internal static class Flag
{
    /// <summary>Reads <c>true</c> or <c>false</c>, in any case.</summary>
    /// <returns>False when the text is something else.</returns>
    public static bool TryRead(string? text, bool whenEmpty, out bool value)
    {
        value = whenEmpty;
        return string.IsNullOrWhiteSpace(text) || bool.TryParse(text.Trim(), out value);
    }
}
