namespace HfRegistry.Mof.Documents;

/// <summary>A license that a document gives for a whole kind of components, or for the distribution.</summary>
/// <param name="Kind">The key under <c>release.license</c>: one of <see cref="Kinds"/>; others are kept, and nobody evaluates them.</param>
/// <param name="Name">The SPDX id, or whatever stands there.</param>
/// <param name="Path">Where its text is; empty or absent when unknown. Never evaluated.</param>
internal sealed record MofReleaseLicense(string Kind, MofValue? Name, MofValue? Path = null)
{
    /// <summary>The key of the license that components fall back to when their kind has none.</summary>
    public const string Distribution = "distribution";

    /// <summary>Gets the keys that are evaluated, in the order in which a document is written.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Distribution, KindOf(MofKind.Code), KindOf(MofKind.Data), KindOf(MofKind.Document)];

    /// <summary>Gets the place where the key stands, when it was read.</summary>
    public TextPlace Place { get; init; }

    /// <summary>Returns the key under <c>release.license</c> for a kind of components.</summary>
    public static string KindOf(MofKind kind) => kind.ToString().ToLowerInvariant();
}
