using System.Runtime.CompilerServices;
using HfRegistry.Cli.Projects;

namespace HfRegistry.Cli.Tests.Projects;

/// <summary>Finds the SDK before the runner looks at tests that have types of MSBuild in their signatures.</summary>
internal static class SdkOfTests
{
#pragma warning disable CA2255 // The runner, and not a library's user, loads this assembly.
    [ModuleInitializer]
    internal static void Register() => SdkLocator.Register(AppContext.BaseDirectory);
#pragma warning restore CA2255
}
