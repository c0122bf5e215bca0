using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Configuration;
using HfRegistry.Hub;
using HfRegistry.Licenses;
using HfRegistry.Registry;

namespace HfRegistry.Gate;

/// <summary>The demands beside the metrics. A fact that is not known does not meet a demand that was made.</summary>
internal static class PolicyChecks
{
    private static readonly ImmutableArray<string> SafeFormats = ["safetensors", "gguf"];

    /// <summary>Returns every demand that a model does not meet, in a fixed order.</summary>
    public static IEnumerable<PolicyFailure> Failures(GateSubject subject, GateRules rules, DateOnly today) =>
        new[]
        {
            InOtherHands(subject), Denied(subject.Record, rules), NotAllowed(subject.Record, rules), Gated(subject.Record, rules), UnsafeWeights(subject.Record, rules),
            CustomCode(subject.Record, rules), Aged(subject.Record, rules, today), Unpopular(subject.Record, rules), Closed(subject.MofClass, rules),
        }.OfType<PolicyFailure>();

    // What another owner publishes is another model until a person says otherwise, whatever the Hub redirects to.
    private static PolicyFailure? InOtherHands(GateSubject subject) => subject.Record is { } facts && HubRename.ChangesOwner(subject.Id, facts.Id)
        ? new PolicyFailure(PolicyDemand.Owner, $"it is now {facts.Id}, which has another owner: a person has to check it and write the new id", "the gate")
        : null;

    /// <summary>Returns the license that could not be compared with the denied ones, or null: an unknown license may be any of them.</summary>
    public static UncheckedLicense? Unchecked(GateSubject subject, GateRules rules)
    {
        if (rules is not { DeniedLicenses: { Value: { IsEmpty: false } denied } rule, AllowedLicenses: null })
            return null;
        var licenses = subject.Record?.Licensing ?? LicenseSet.None;
        return LicenseRules.Deny(denied, licenses) is not null || licenses.All(static license => license.Name is not null || license.Family is not (LicenseFamily.Other or LicenseFamily.None))
            ? null
            : new UncheckedLicense(NameOf(subject.Record), rule.Source);
    }

    private static PolicyFailure? Denied(ModelRecord? model, GateRules rules) =>
        rules.DeniedLicenses is { Value: { IsEmpty: false } denied } rule && model is not null && LicenseRules.Deny(denied, model.Licensing) is { } by
            ? new PolicyFailure(PolicyDemand.License, $"its license is {NameOf(model)}, and {by} is denied", rule.Source)
            : null;

    private static PolicyFailure? NotAllowed(ModelRecord? model, GateRules rules)
    {
        if (rules.AllowedLicenses is not { } rule)
            return null;
        var licenses = model?.Licensing ?? LicenseSet.None;
        var denied = rules.DeniedLicenses?.Value ?? [];
        // What is denied as a whole is told above; of a choice, what is left when the denied parts are gone has to be allowed.
        return LicenseRules.Allow(rule.Value, LicenseRules.Deny(denied, licenses) is null ? denied : [], licenses)
            ? null
            : new PolicyFailure(PolicyDemand.License, $"its license is {NameOf(model)}, and allowed are {(rule.Value.IsEmpty ? "none" : string.Join(", ", rule.Value))}", rule.Source);
    }

    private static PolicyFailure? Gated(ModelRecord? model, GateRules rules) => (rules.RefusesGated, model?.Gating ?? Gating.Unknown) switch
    {
        (not { Value: true }, _) or (_, Gating.Open) => null,
        ({ } rule, Gating.Unknown) => new PolicyFailure(PolicyDemand.Gated, "whether it is gated is not known", rule.Source),
        ({ } rule, _) => new PolicyFailure(PolicyDemand.Gated, "it is gated", rule.Source),
    };

    private static PolicyFailure? UnsafeWeights(ModelRecord? model, GateRules rules)
    {
        if (rules.NeedsSafeWeights is not { Value: true } rule || model?.Formats.Any(SafeFormats.Contains) == true)
            return null;
        var has = model is null || model.Formats.IsEmpty ? "its weight formats are not known" : $"its weights are {string.Join(", ", model.Formats.Select(static format => TextSanitizer.Sanitize(format)))}";
        return new PolicyFailure(PolicyDemand.SafeWeights, $"{has}, and safetensors or gguf is needed", rule.Source);
    }

    private static PolicyFailure? CustomCode(ModelRecord? model, GateRules rules) => (rules.RefusesCustomCode, model) switch
    {
        (not { Value: true }, _) or (_, { HasCustomCode: false }) => null,
        ({ } rule, null) => new PolicyFailure(PolicyDemand.CustomCode, "whether loading it runs code of its repository is not known", rule.Source),
        ({ } rule, _) => new PolicyFailure(PolicyDemand.CustomCode, "loading it runs code of its repository", rule.Source),
    };

    private static PolicyFailure? Aged(ModelRecord? model, GateRules rules, DateOnly today)
    {
        if (rules.MaxAgeDays is not { } rule)
            return null;
        if (model?.LastModified is not { } modified)
            return new PolicyFailure(PolicyDemand.Age, "when it last changed is not known", rule.Source);
        var days = today.DayNumber - DateOnly.FromDateTime(modified.UtcDateTime).DayNumber;
        return days <= rule.Value
            ? null
            : new PolicyFailure(PolicyDemand.Age, string.Create(CultureInfo.InvariantCulture, $"it last changed on {IsoDate.Format(modified)}, {days} days ago, and may have at most {rule.Value}"), rule.Source);
    }

    private static PolicyFailure? Unpopular(ModelRecord? model, GateRules rules)
    {
        if (rules.MinDownloads is not { Value: > 0 } rule)
            return null;
        if (model?.Downloads30d is not { } downloads)
            return new PolicyFailure(PolicyDemand.Downloads, "its downloads are not known", rule.Source);
        return downloads >= rule.Value
            ? null
            : new PolicyFailure(PolicyDemand.Downloads, string.Create(CultureInfo.InvariantCulture, $"it has {downloads:N0} downloads in 30 days, and needs {rule.Value:N0}"), rule.Source);
    }

    // A model without a document is not judged by one.
    private static PolicyFailure? Closed(int? mofClass, GateRules rules)
    {
        if (rules.MinMofClass is not { } rule || mofClass is not { } known)
            return null;
        return known is > 0 && known <= rule.Value
            ? null
            : new PolicyFailure(PolicyDemand.MofClass, $"its MOF document is in {(known == 0 ? "no class" : $"class {NameOf(known)}")}, and class {NameOf(rule.Value)} is needed", rule.Source);
    }

    private static string NameOf(int mofClass) => GateOptionParser.MofClasses[mofClass - 1];

    private static string NameOf(ModelRecord? model) => model?.Licensing.Text is { } text ? TextSanitizer.Sanitize(text) : "not stated";
}
