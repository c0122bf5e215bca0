using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using HfRegistry.GitHub.Markdown;

namespace HfRegistry.GitHub.Publishing;

/// <summary>One plan as JSON.</summary>
internal static class PlanJson
{
    public static void Write(Utf8JsonWriter json, PublicationPlan plan)
    {
        json.WriteStartObject();
        json.WriteString("repository", plan.Repository.ToString());
        json.WriteString("base", plan.Base.ToString());
        json.WriteString("base_commit", plan.BaseCommit.ToString());
        json.WriteString("branch", plan.Change.Branch.ToString());
        json.WriteString("branch_head", plan.BranchHead?.ToString());
        if (plan.Number is { } number)
            json.WriteNumber("number", number);
        else
            json.WriteNull("number");
        json.WriteString("decision", plan.Decision);
        json.WriteString("reason", plan.Reason);
        json.WriteStartArray("steps");
        foreach (var step in plan.Steps)
        {
            json.WriteStartObject();
            json.WriteString("kind", Word(step.Kind));
            json.WriteString("text", step.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteChange(json, plan.Change);
        json.WriteEndObject();
    }

    /// <summary>Reads one plan.</summary>
    /// <exception cref="FormatException">A member is missing, of another kind, or no name, path or id.</exception>
    public static PublicationPlan Read(PlanReader json) => new()
    {
        Repository = RepositoryName.Parse(json.Text("repository")),
        Base = BranchName.Parse(json.Text("base")),
        BaseCommit = GitObjectId.Parse(json.Text("base_commit")),
        BranchHead = json.OptionalText("branch_head") is { } head ? GitObjectId.Parse(head) : null,
        Number = json.Number("number"),
        Decision = json.Text("decision"),
        Reason = json.Text("reason"),
        Steps = [.. json.Items("steps").Select(static step => new PlanStep(step.Word<StepKind>("kind"), step.Text("text")))],
        Change = ReadChange(json.Object("change"), BranchName.Parse(json.Text("branch"))),
    };

    private static void WriteChange(Utf8JsonWriter json, DesiredChange change)
    {
        json.WriteStartObject("change");
        json.WriteString("base", change.Base?.ToString());
        json.WriteStartArray("files");
        foreach (var file in change.Files)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path.ToString());
            WriteText(json, "content", file.Content);
            json.WriteBoolean("matters", file.Matters);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteText(json, "commit_message", change.CommitMessage);
        WriteText(json, "title", change.Title);
        json.WriteStartArray("body");
        foreach (var section in change.Body)
        {
            json.WriteStartObject();
            WriteText(json, "name", section.Name);
            WriteText(json, "markdown", section.Markdown);
            json.WriteNumber("importance", section.Importance);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTexts(json, "labels", change.Labels);
        WriteTexts(json, "assignees", change.Assignees);
        WriteTexts(json, "reviewers", change.Reviewers);
        WriteTexts(json, "team_reviewers", change.TeamReviewers);
        WriteText(json, "milestone", change.Milestone);
        json.WriteString("draft", Word(change.Draft));
        json.WriteString("on_closed", Word(change.OnClosed));
        json.WriteString("on_edited", Word(change.OnEdited));
        json.WriteBoolean("deletes_branch", change.DeletesBranch);
        json.WriteEndObject();
    }

    private static DesiredChange ReadChange(PlanReader json, BranchName branch) => new()
    {
        Branch = branch,
        Base = json.OptionalText("base") is { } name ? BranchName.Parse(name) : null,
        Files = [.. json.Items("files").Select(static file => new DesiredFile(TreePath.Parse(file.Text("path")), file.OptionalText("content"), file.Truth("matters")))],
        CommitMessage = json.Text("commit_message"),
        Title = json.Text("title"),
        Body = [.. json.Items("body").Select(static section => new BodySection(section.Text("name"), section.Text("markdown"), section.Number("importance") ?? 0))],
        Labels = json.Texts("labels"),
        Assignees = json.Texts("assignees"),
        Reviewers = json.Texts("reviewers"),
        TeamReviewers = json.Texts("team_reviewers"),
        Milestone = json.OptionalText("milestone"),
        Draft = json.Word<DraftMode>("draft"),
        OnClosed = json.Word<WhenClosed>("on_closed"),
        OnEdited = json.Word<WhenEdited>("on_edited"),
        DeletesBranch = json.Truth("deletes_branch"),
    };

    // Half a surrogate pair becomes U+FFFD, as it does in git's own name of the content.
    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is null)
            json.WriteNull(name);
        else
            json.WriteString(name, Encoding.UTF8.GetBytes(text));
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(Encoding.UTF8.GetBytes(text));
        json.WriteEndArray();
    }

    // CreateBranch → create-branch
    private static string Word<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select(static (letter, place) =>
            char.IsUpper(letter) ? $"{(place == 0 ? "" : "-")}{char.ToLowerInvariant(letter)}" : letter.ToString()));
}
