using System.Globalization;
using System.Reflection;

namespace HfRegistry.Http;

/// <summary>The name of this program in its requests.</summary>
internal static class UserAgent
{
    /// <summary>Gets the value of the header: the versions of the program and of .NET.</summary>
    public static string Value { get; } = string.Create(CultureInfo.InvariantCulture, $"hfregistry/{ProductVersion()}; dotnet/{Environment.Version}");

    private static string ProductVersion() =>
        (typeof(UserAgent).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];
}
