using HfRegistry.Hub;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Evidence;

namespace HfRegistry.Mof.Drafting;

/// <summary>One model of a batch on its way to a file.</summary>
internal sealed class DraftJob
{
    private readonly IDraftStore _store;
    private string _name;
    private DraftHead _head;

    private DraftJob(ModelId asked, string name, IDraftStore store)
    {
        (Asked, _name, _store) = (asked, name, store);
        _head = new DraftHead(DraftState.Absent);
    }

    public ModelId Asked { get; }

    public string Path => _store.PathOf(_name);

    /// <summary>Gets the model as the Hub has it, once it has answered.</summary>
    public HubModel? Info { get; set; }

    public ModelEvidence? Evidence { get; set; }

    /// <summary>Gets what became of it, once that is known.</summary>
    public DraftOutcome? Outcome { get; private set; }

    /// <summary>Returns a job; one whose file a person wrote ends here, without a request.</summary>
    public static DraftJob Of(ModelId id, string name, DraftOptions options)
    {
        var job = new DraftJob(id, name, options.Store);
        try
        {
            job._head = options.Store.Inspect(name);
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

    /// <summary>Returns whether the file is the draft of this very revision; the job then ends.</summary>
    public bool IsUpToDate(HubModel model, DraftOptions options)
    {
        if (options.Force || _head.State != DraftState.Draft || model.Sha is not { } sha || _head.Revision != sha.ToString() || (options.Sources is not null && !_head.HasSourceEvidence))
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
    public void Write(DraftOptions options)
    {
        MofDraft? draft = Named(DraftBuilder.Build(Evidence!));
        if (options.Review is { } review)
            draft = review(draft) is { IsDefaultOrEmpty: false } kept ? Named(DraftBuilder.Build(Evidence!, kept)) : null;
        if (draft is null)
            Outcome = new DraftOutcome(Asked, DraftStatus.Dropped, Path);
        else if (draft.Components.IsEmpty)
            Outcome = new DraftOutcome(Asked, DraftStatus.Failed, Path, Diagnostic: DiagnosticCatalog.MofDraftEmpty.Create(Asked));
        else if (_store.Write(_name, DraftText.Write(draft)) is { } refused)
            Outcome = new DraftOutcome(Asked, DraftStatus.Failed, Path, draft, refused);
        else
            Outcome = new DraftOutcome(Asked, DraftStatus.Drafted, Path, draft, HubRename.Diagnostic(Asked, Info!.Id));
    }

    // The tool keeps one document a name: what goes beside another model's is told apart in its name as its file is.
    private MofDraft Named(MofDraft draft) => draft with { Document = draft.Document with { Name = new MofValue(System.IO.Path.GetFileNameWithoutExtension(_name)) } };

    // The draft of another owner's model of the same name stays; this one goes beside it.
    private void AvoidNameClash(ModelId id)
    {
        if (_head.Source is not { } source || id.Owner is not { } owner || string.Equals(source, HubPage.OfModel(id), StringComparison.OrdinalIgnoreCase))
            return;
        _name = $"{owner}--{_name}";
        _head = _store.Inspect(_name);
    }

    private void Keep()
    {
        var kind = _head.State == DraftState.Edited ? DiagnosticCatalog.MofDraftEdited : DiagnosticCatalog.MofDraftKept;
        Outcome = new DraftOutcome(Asked, DraftStatus.Kept, Path, Diagnostic: kind.Create(new SourceLocation(Path), Path, Asked));
    }
}
