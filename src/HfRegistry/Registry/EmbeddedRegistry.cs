using System.Reflection;

namespace HfRegistry.Registry;

/// <summary>The registry that ships inside the engine: read once, on first use.</summary>
public static class EmbeddedRegistry
{
    private static readonly Lazy<ModelRegistry> Instance = new(Read);

    /// <summary>The embedded registry.</summary>
    public static ModelRegistry Registry => Instance.Value;

    private static ModelRegistry Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(RegistryFile.FileName)
            ?? throw new InvalidOperationException("The embedded registry is missing.");
        var utf8 = new byte[stream.Length];
        stream.ReadExactly(utf8);
        var outcome = RegistryFile.Parse(utf8, $"embedded:{RegistryFile.FileName}");
        return outcome.Value ?? throw new InvalidOperationException(outcome.Diagnostics[0].ToString());
    }
}
