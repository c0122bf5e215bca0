using System.Collections.Immutable;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Tests.Classification;

/// <summary>Releases to classify, made of component names and licenses.</summary>
internal static class Releases
{
    /// <summary>Every required component.</summary>
    public static ImmutableArray<string> All { get; } = [.. MofComponent.All.Where(static component => component.IsRequired).Select(static component => component.Name)];

    /// <summary>The six components of class III, with the report and not the paper.</summary>
    public static ImmutableArray<string> ClassThree { get; } =
        [.. MofComponent.All.Where(static component => component is { IsRequired: true, Class: MofClass.OpenModel }).Select(static component => component.Name)];

    /// <summary>A release of components without licenses of their own under one license for everything.</summary>
    public static MofDocument Under(string distribution, params IEnumerable<string> components) => new()
    {
        Name = new("m"),
        Licenses = [new(MofReleaseLicense.Distribution, new(distribution))],
        Components = [.. components.Select(static name => new ListedComponent(new(name)))],
    };

    /// <summary>A release in which one component has a license of its own.</summary>
    public static MofDocument With(this MofDocument document, string component, string? license) => document with
    {
        Components =
        [
            .. document.Components.Where(listed => listed.Name!.Text != component),
            new ListedComponent(new(component)) { License = MofValue.OrNone(license) },
        ],
    };

    /// <summary>A release without a component.</summary>
    public static MofDocument Without(this MofDocument document, string component) =>
        document with { Components = [.. document.Components.Where(listed => listed.Name!.Text != component)] };
}
