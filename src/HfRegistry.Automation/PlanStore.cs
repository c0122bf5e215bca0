using HfRegistry.Files;
using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Automation;

/// <summary>Plans on disk: what <c>--plan</c> writes and <c>--apply</c> reads.</summary>
internal static class PlanStore
{
    /// <summary>Writes plans in one step; none is a plan to do nothing.</summary>
    /// <param name="plans">The plans.</param>
    /// <param name="path">The absolute path.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Why they could not be written, or null.</returns>
    public static Diagnostic? Save(IEnumerable<PublicationPlan> plans, string path, TimeProvider time) => OutputWriter.Replace(path, PlanFile.Write(plans), time);

    /// <summary>Reads plans.</summary>
    public static Outcome<IReadOnlyList<PublicationPlan>> Load(string path) => BoundedFile.Read(path, PlanFile.MaxBytes) switch
    {
        FileReading.Content content => PlanFile.Read(content.Utf8),
        FileReading.TooLarge => Unreadable(path, "it is too large for a plan"),
        FileReading.Unreadable refused => Unreadable(path, refused.Why),
        _ => Unreadable(path, "it does not exist"),
    };

    private static Outcome<IReadOnlyList<PublicationPlan>> Unreadable(string path, string why) =>
        new(DiagnosticCatalog.PlanBroken.Create(path, why));
}
