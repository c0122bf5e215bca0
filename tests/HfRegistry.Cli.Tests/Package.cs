using HfRegistry.Testing.Projects;

namespace HfRegistry.Cli.Tests;

/// <summary>The package, packed once for all tests that build with it, when the first of them asks for it.</summary>
[TestClass]
internal static class Package
{
    private static readonly Lazy<Task<PackedPackage>> Packing = new(PackedPackage.PackAsync);

    public static Task<PackedPackage> PackedAsync() => Packing.Value;

    [AssemblyCleanup]
    public static async Task DeleteAsync()
    {
        if (Packing.IsValueCreated)
            (await Packing.Value).Dispose();
    }
}
