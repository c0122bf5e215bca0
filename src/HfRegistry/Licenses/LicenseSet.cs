using System.Collections.Immutable;

namespace HfRegistry.Licenses;

/// <summary>
/// The licenses of a model as one fact, for every door: the metric, the gate, <c>find</c>, the registry, a pull request. It is read from all that is stated
/// (metadata, tags, and the name beside <c>other</c>); a model is under every license of it, in whatever order they stand.
/// </summary>
internal sealed class LicenseSet
{
    /// <summary>More than this nobody states in earnest: the rest is one license that nobody knows.</summary>
    private const int MaxLicenses = 32;

    private const int LongestText = 512;
    private const string OtherTerms = "other terms";

    private readonly ImmutableArray<Statement> _statements;

    private LicenseSet(ImmutableArray<Statement> statements, string? name)
    {
        _statements = statements;
        Name = name;
    }

    /// <summary>Gets no license is stated.</summary>
    public static LicenseSet None { get; } = new([], null);

    /// <summary>Gets <c>license_name</c>, where it adds to what is stated; null otherwise.</summary>
    public string? Name { get; }

    /// <summary>Gets the stated licenses without the name: in lower case, each once, in ordinal order.</summary>
    public ImmutableArray<string> Stated => [.. _statements.Where(static one => !one.IsName).Select(static one => one.Text)];

    /// <summary>Gets the stated licenses without the terms that only files tell of.</summary>
    public IEnumerable<string> StatedWithoutTerms => Stated.Where(static text => text != OtherTerms);

    /// <summary>Gets of the stated licenses the one that allows least; of equals the first in ordinal order; null for none.</summary>
    public string? LeastFree => _statements.Where(static one => !one.IsName).MinBy(static one => one.License.Family)?.Text;

    /// <summary>Gets what they allow together: what the least free of them does.</summary>
    public LicenseFamily Family => _statements.IsEmpty ? LicenseFamily.None : _statements.Min(static one => one.License.Family);

    /// <summary>Gets the license that decides about all of it: the least free one.</summary>
    public LicenseReading Deciding => _statements.IsEmpty ? LicenseReading.NoLicense : _statements.Select(static one => one.License.Deciding).MinBy(LicenseExpression.Freedom)!;

    /// <summary>Gets each license that is named, as it is meant; <see cref="LicenseReading.NoLicense"/> alone where none is.</summary>
    public IEnumerable<LicenseReading> Readings => _statements.IsEmpty ? [LicenseReading.NoLicense] : _statements.SelectMany(static one => one.License.Readings);

    /// <summary>Gets whether one of them is a word in a license's place, such as <c>other</c>, and no name that is known says which it is.</summary>
    public bool IsOpen => _statements.Any(static one => one.License.IsPlaceholder);

    /// <summary>Gets for people, as they are stated: <c>apache-2.0</c>, <c>cc-by-nc-4.0 AND mit</c>, <c>other (gemma-terms-of-use)</c>; null for none. Foreign text.</summary>
    public string? Text
    {
        get
        {
            var name = _statements.All(static one => !one.IsName) ? Name : null;
            var stated = string.Join(" AND ", _statements.Select(one => _statements.Length > 1 && one.Text.Contains(' ', StringComparison.Ordinal) ? $"({one.Text})" : one.Text));
            return stated.Length == 0 ? name : name is null ? stated : $"{stated} ({name})";
        }
    }

    /// <summary>Gets each license as SPDX has it, in their order; none where none is stated, or only that there is none.</summary>
    public ImmutableArray<LicenseTerm> Terms => [.. _statements.Where(static one => one.License.Readings is not [{ Spelling: LicenseSpelling.None }]).Select(TermOf)];

    /// <summary>Gets all of them as one SPDX expression: <c>NONE</c> where none is stated, <c>NOASSERTION</c> where one is a word in a license's place.</summary>
    public string Spdx => Terms switch
    {
        [] => "NONE",
        var terms when terms.Any(static term => term.IsPlaceholder) => "NOASSERTION",
        [var only] => only.Spdx,
        var terms => string.Join(" AND ", terms.Select(static term => term.Spdx.Contains(' ', StringComparison.Ordinal) ? $"({term.Spdx})" : term.Spdx)),
    };

    /// <summary>Returns whether a condition holds for all of them. Of a model without a license, whether it holds for none.</summary>
    /// <param name="meets">The condition on one license.</param>
    public bool All(Func<LicenseReading, bool> meets) =>
        _statements.IsEmpty ? meets(LicenseReading.NoLicense) : _statements.All(one => one.License.Meets(meets));

    /// <summary>Reads what is stated of a model.</summary>
    /// <param name="stated">The licenses of its metadata and its tags, without <c>license:</c>; the same one may stand twice, in two spellings.</param>
    /// <param name="name"><c>license_name</c>: what <c>other</c> stands for, or null.</param>
    public static LicenseSet Of(IEnumerable<string> stated, string? name)
    {
        var texts = stated.Select(static text => TextSanitizer.Sanitize(text.Trim().ToLowerInvariant(), LongestText)).Where(static text => text.Length > 0)
            .Distinct(StringComparer.Ordinal).Take(MaxLicenses + 1).ToList();
        if (texts.Count > MaxLicenses)
            texts[MaxLicenses] = "other";
        var statements = texts.Select(static text => new Statement(text, LicenseExpression.Read(text)))
            // The first spelling stays: a tag stands before what the card calls it.
            .DistinctBy(static one => one.License.Name, StringComparer.OrdinalIgnoreCase)
            .OrderBy(static one => one.Text, StringComparer.Ordinal).ToImmutableArray();
        return name?.Trim() is { Length: > 0 } said ? Named(statements, TextSanitizer.Sanitize(said, LongestText), LicenseExpression.Read(said)) : new(statements, null);
    }

    /// <summary>
    /// Returns the licenses with the terms that a repository's files put the weights under (<c>MODEL_LICENSE</c>, <c>USE_POLICY.md</c>): beside a license that is free they are
    /// one more, which nobody knows without having read it.
    /// </summary>
    /// <param name="paths">The paths of the repository's files; none where they are not known.</param>
    public LicenseSet WithTermsOf(IEnumerable<string> paths) =>
        Family >= LicenseFamily.Copyleft && LicenseFileNames.TermsOfWeights(paths) is not null ? new([.. _statements, new Statement(OtherTerms, LicenseExpression.Read(OtherTerms))], Name) : this;

    // A name says what "other" is. Beside a license that is known it counts only where it is another one: a model that is called MIT in one line and
    // non-commercial in the next is under both.
    private static LicenseSet Named(ImmutableArray<Statement> statements, string name, LicenseExpression meant)
    {
        var isMeant = meant.Family is not (LicenseFamily.Other or LicenseFamily.None);
        if (statements.Any(static one => one.License.IsPlaceholder))
            return new(isMeant ? [.. statements.Select(one => one.License.IsPlaceholder ? one with { License = meant } : one)] : statements, name);
        if (statements.IsEmpty || (isMeant && !statements.Any(one => one.License.Name.Equals(meant.Name, StringComparison.OrdinalIgnoreCase))))
            return new([.. statements, new Statement(name, meant, IsName: true)], name);
        return new(statements, null);
    }

    // "other" with a name that nobody knows is the license of that name.
    private LicenseTerm TermOf(Statement one) => one.License.IsPlaceholder && Name is { } name
        ? new LicenseTerm(name, LicenseReference.Of(name), IsOnSpdxList: false, IsPlaceholder: false)
        : new LicenseTerm(one.License.Readings is [{ IsAmbiguous: true }] ? one.Text : one.License.Name, one.License.Spdx, one.License.IsSpdx, one.License.IsPlaceholder);

    private sealed record Statement(string Text, LicenseExpression License, bool IsName = false);
}
