namespace HfRegistry.Build;

internal static class ModelNames
{
    public static string IdentifierOf(ModelType type) => Pascal(type.Name);

    public static string IdentifierOf(ModelId id) => Pascal(id.Name);

    private static string Pascal(string text)
    {
        var name = string.Concat(text.Split('-', '_', '.').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
        return char.IsAsciiDigit(name[0]) ? $"Model{name}" : name;
    }
}
