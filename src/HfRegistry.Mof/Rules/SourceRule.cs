using System.Collections.Immutable;
using HfRegistry.Mof.Evidence;
using HfRegistry.Snapshots;

namespace HfRegistry.Mof.Rules;

/// <summary>Code that the model's own repository has at a commit, told by its paths.</summary>
internal static class SourceRule
{
    private static readonly ImmutableDictionary<SourcePurpose, MofComponent> ByPurpose = ImmutableDictionary<SourcePurpose, MofComponent>.Empty
        .Add(SourcePurpose.Training, Components.Training)
        .Add(SourcePurpose.Evaluation, Components.EvaluationCode)
        .Add(SourcePurpose.Preprocessing, Components.Preprocessing)
        .Add(SourcePurpose.Inference, Components.Inference);

    public static IEnumerable<ComponentFinding> Find(ModelEvidence evidence) =>
        evidence.Repository is { Source: { } source } repository && !Derivation.IsCopy(evidence)
            ? source.CodeOf(evidence.Info.Id).Select(code => new ComponentFinding(ByPurpose[code.Purpose], EvidenceOf(code, source, repository), source.AddressOf(code.Path)) { License = LicenseOf(source) })
            : [];

    // It is no surer than that the repository is the model's. The commit stands in the address alone: it moves with every push.
    private static DraftEvidence EvidenceOf(SourceCode code, SourceRepository source, RepositoryEvidence repository) => DraftEvidence.Of(
        Math.Min(repository.Evidence.Confidence, source.IsFork ? DraftEvidence.BareText : DraftEvidence.Metadata),
        $"file {code.Path}{(code.Files > 1 ? $" and {code.Files - 1} more" : "")} of the {(source.IsFork ? "fork" : "repository")} {source.Name}");

    private static ComponentLicense LicenseOf(SourceRepository source) => source.CodeLicense is { } license
        ? new ComponentLicense(license.ToString(), LinkedLicense.EvidenceOf(license, source))
        : new ComponentLicense(null, DraftEvidence.Of(DraftEvidence.Weak, $"GitHub names no license for {source.Name}, and its license files tell none")) { LookUp = SourceAddress.Of(source.Name) };
}
