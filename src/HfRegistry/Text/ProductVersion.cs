using System.Reflection;

namespace HfRegistry.Text;

/// <summary>The version of the product.</summary>
internal static class ProductVersion
{
    /// <summary>Gets the version, without the commit that it was built from.</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
