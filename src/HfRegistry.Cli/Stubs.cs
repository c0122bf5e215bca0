namespace HfRegistry.Cli;

internal static class ModelNames
{
    public static string IdentifierOf(ModelType type) => type.Key;
}

