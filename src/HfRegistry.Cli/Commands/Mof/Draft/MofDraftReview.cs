using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Cli.Output;
using HfRegistry.Licenses;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.Evidence;
using HfRegistry.Mof.Rules;

namespace HfRegistry.Cli.Commands.Mof.Draft;

/// <summary>
/// Asks a person about each component of a draft, with what speaks for it. A line is an answer, so that it works on every terminal and through a pipe; the
/// end of the input drops what is left, since nobody has looked at it.
/// </summary>
internal sealed class MofDraftReview(CommandIO io)
{
    private bool _isOver;

    /// <summary>Asks about a draft.</summary>
    /// <returns>What the person accepted, or null to write nothing.</returns>
    public ImmutableArray<DraftedComponent>? Ask(MofDraft draft)
    {
        Say($"{draft.Id} at {draft.Revision?.ToString() ?? "an unknown commit"}: {draft.Components.Length} components");
        Say($"  license: {draft.License.Name ?? "unknown"} ({draft.License.Evidence})");
        var kept = ImmutableArray.CreateBuilder<DraftedComponent>();
        foreach (var component in draft.Components)
        {
            switch (Judge(component, draft))
            {
                case { } accepted:
                    kept.Add(accepted);
                    break;
                case null when _isOver:
                    Say("The review ended before its end: nothing is written.");
                    return null;
            }
        }

        return kept.ToImmutable();
    }

    private DraftedComponent? Judge(DraftedComponent component, MofDraft draft)
    {
        Say("");
        Say(string.Create(CultureInfo.InvariantCulture, $"{component.Component.Name} ({component.Confidence} %)"));
        foreach (var finding in component.Findings)
            Say($"  {finding.Evidence}{(finding.Path is { } path ? $"; at {TextSanitizer.Sanitize(path)}" : "")}");
        Say($"  license: {(component.Best.License is { } own ? $"{own.Name ?? "unlicensed"} ({own.Evidence})" : draft.License.Of(component.Component.Kind) ?? "unlicensed")}");
        while (true)
        {
            switch (Question("[a]ccept, [e]dit, [d]rop? "))
            {
                case null:
                    _isOver = true;
                    return null;
                case "a" or "":
                    return component;
                case "d":
                    return null;
                case "e":
                    return Edit(component);
            }
        }
    }

    private DraftedComponent Edit(DraftedComponent component)
    {
        var best = component.Best;
        var path = Question($"  where it is [{TextSanitizer.Sanitize(best.Path ?? "")}]: ");
        if (!string.IsNullOrEmpty(path))
            best = best with { Path = path };
        while (Question($"  license, an SPDX id or unlicensed [{(best.License is { } own ? own.Name ?? "unlicensed" : "the repository's")}]: ") is { Length: > 0 } text)
        {
            var reading = LicenseNames.Normalize(text);
            if (reading.Id is null && reading.Spelling != LicenseSpelling.None)
            {
                Say("  That is not a license of the SPDX list.");
                continue;
            }

            best = best with { License = new ComponentLicense(reading.Id?.ToString(), DraftEvidence.Of(100, "the reviewer")) };
            break;
        }

        return component with { Findings = [best, .. component.Findings.Skip(1)] };
    }

    private string? Question(string question)
    {
        io.Error.Write(question);
        return io.In.ReadLine()?.Trim();
    }

    private void Say(string line) => io.Error.WriteLine(TextSanitizer.Sanitize(line, 400));
}
