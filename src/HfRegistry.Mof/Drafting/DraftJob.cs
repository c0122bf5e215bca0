using HfRegistry.Hub;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Drafting;

/// <summary>One model of a batch on its way to a file.</summary>
internal sealed class DraftJob
{
    private readonly FolderNames _names;
    private DraftHead _head;

    private DraftJob(ModelId asked, string path, FolderNames names)
    {
        (Asked, Path, _names) = (asked, path, names);
        _head = new DraftHead(DraftState.Absent);
    }

    public ModelId Asked { get; }

    public string Path { get; private set; }

    /// <summary>The model as the Hub has it, once it has answered.</summary>
    public HubModel? Info { get; set; }

    public ModelEvidence? Evidence { get; set; }

    /// <summary>What became of it, once that is known.</summary>
    public DraftOutcome? Outcome { get; private set; }

    /// <summary>A job; one whose file a person wrote ends here, without a request.</summary>
    public static DraftJob Of(ModelId id, string name, FolderNames names, DraftOptions options)
    {
        var job = new DraftJob(id, System.IO.Path.Combine(options.Folder, name), names);
        try
        {
            job._head = DraftFile.Inspect(job.Path, names);
            job.AvoidNameClash(id);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            job.Outcome = new DraftOutcome(id, DraftStatus.Failed, job.Path, Diagnostic: DiagnosticCatalog.MofDraftUnreadable.Create(new SourceLocation(job.Path), job.Path, refused.Message));
            return job;
        }

        if (!options.Force && job._head.State is DraftState.Curated or DraftState.Edited)
            job.Keep();
        return job;
    }

    /// <summary>Whether the file is the draft of this very revision; the job then ends.</summary>
    public bool IsUpToDate(HubModel model, DraftOptions options)
    {
        if (options.Force || _head.State != DraftState.Draft || model.Sha is not { } sha || _head.Revision != sha.ToString())
            return false;
        Outcome = new DraftOutcome(Asked, DraftStatus.Unchanged, Path);
        return true;
    }

    /// <summary>Ends the job of an old id: another job is about the same model.</summary>
    public void MarkDuplicate() => Outcome = new DraftOutcome(Asked, DraftStatus.Duplicate, Path) { SameAs = Info!.Id };

    public void Fail(HubError error) => Outcome = new DraftOutcome(Asked, DraftStatus.Failed, Path, Diagnostic: HubDiagnostics.Of(error, Consequence.NoDraft, Asked))
    {
        IsTransient = error.IsTransient || error is HubError.BadToken or HubError.Malformed,
        IsBug = error is HubError.Unexpected,
    };

    /// <summary>Makes the draft and writes it.</summary>
    public void Write(DraftOptions options, TimeProvider clock)
    {
        MofDraft? draft = Named(DraftBuilder.Build(Evidence!));
        if (options.Review is { } review)
            draft = review(Evidence!, draft);
        if (draft is null)
            Outcome = new DraftOutcome(Asked, DraftStatus.Dropped, Path);
        else if (draft.Components.IsEmpty)
            Outcome = new DraftOutcome(Asked, DraftStatus.Failed, Path, Diagnostic: DiagnosticCatalog.MofDraftEmpty.Create(Asked));
        else if (DraftFile.Write(Path, DraftText.Write(draft), clock) is { } refused)
            Outcome = new DraftOutcome(Asked, DraftStatus.Failed, Path, draft, refused);
        else
            Outcome = new DraftOutcome(Asked, DraftStatus.Drafted, Path, draft, HubRename.Diagnostic(Asked, Info!.Id));
    }

    // The tool keeps one document a name: what goes beside another model's is told apart in its name as its file is.
    private MofDraft Named(MofDraft draft) => draft with { Document = draft.Document with { Name = new MofValue(System.IO.Path.GetFileNameWithoutExtension(Path)) } };

    // The draft of another owner's model of the same name stays; this one goes beside it.
    private void AvoidNameClash(ModelId id)
    {
        if (_head.Source is not { } source || id.Owner is not { } owner || string.Equals(source, HubPage.OfModel(id), StringComparison.OrdinalIgnoreCase))
            return;
        Path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, $"{owner}--{System.IO.Path.GetFileName(Path)}");
        _head = DraftFile.Inspect(Path, _names);
    }

    private void Keep()
    {
        var kind = _head.State == DraftState.Edited ? DiagnosticCatalog.MofDraftEdited : DiagnosticCatalog.MofDraftKept;
        Outcome = new DraftOutcome(Asked, DraftStatus.Kept, Path, Diagnostic: kind.Create(new SourceLocation(Path), Path, Asked));
    }
}
