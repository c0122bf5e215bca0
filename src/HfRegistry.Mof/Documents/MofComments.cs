using System.Collections.Immutable;
using System.Globalization;

namespace HfRegistry.Mof.Documents;

/// <summary>Comments of a document that is written: lines at its top, and lines above fields and components.</summary>
internal sealed record MofComments
{
    /// <summary>Gets a value for no comment.</summary>
    public static MofComments None { get; } = new();

    /// <summary>Gets the lines at the top.</summary>
    public ImmutableArray<string> Header { get; init; } = [];

    /// <summary>Gets the lines above something, by its address: <c>name</c>, <c>license</c>, <c>license.code</c>, <c>components[2]</c>, <c>components[2].license</c>.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Above { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Returns these comments and lines above a field of the release.</summary>
    /// <param name="key">The key, such as <c>name</c> or <c>license.code</c>.</param>
    /// <param name="lines">What to say. Line ends in it begin new lines, and every line is made printable.</param>
    public MofComments AboveField(string key, params ImmutableArray<string> lines) => this with { Above = Above.SetItem(key, lines) };

    /// <summary>Returns these comments and lines above a component.</summary>
    /// <param name="index">The component's place in the list, from 0.</param>
    /// <param name="lines">What to say.</param>
    public MofComments AboveComponent(int index, params ImmutableArray<string> lines) => AboveField(AddressOf(index), lines);

    /// <summary>Returns these comments and lines above a field of a component.</summary>
    /// <param name="index">The component's place in the list, from 0.</param>
    /// <param name="key">The key, such as <c>license</c>.</param>
    /// <param name="lines">What to say.</param>
    public MofComments AboveComponentField(int index, string key, params ImmutableArray<string> lines) => AboveField($"{AddressOf(index)}.{key}", lines);

    internal static string AddressOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{MofKeys.Components}[{index}]");
}
