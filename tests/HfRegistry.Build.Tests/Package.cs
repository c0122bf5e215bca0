using HfRegistry.Testing.Projects;

namespace HfRegistry.Build.Tests;

/// <summary>The package, packed once for the whole run.</summary>
[TestClass]
internal static class Package
{
    private static PackedPackage? _packed;

    public static PackedPackage Packed => _packed ?? throw new InvalidOperationException("The package is packed before the tests.");

    [AssemblyInitialize]
    public static async Task PackAsync(TestContext _) => _packed = await PackedPackage.PackAsync();

    [AssemblyCleanup]
    public static void Delete() => _packed?.Dispose();
}
