using System.Collections.Immutable;

namespace HfRegistry.Mof.Documents;

/// <summary>
/// A MOF document: the release of a model and the components that came with it. What was read carries places; what is made needs none.
/// A key that is absent is null, one without a value is empty.
/// </summary>
internal sealed record MofDocument
{
    /// <summary>The most that a document may take, in bytes. The largest of the Model Openness Tool's own takes under 10,000.</summary>
    public const int MaxBytes = 1_000_000;

    /// <summary>The ending of a document's file name.</summary>
    public const string Extension = ".yml";

    /// <summary>Gets <c>name</c>: the model's name, by which the Model Openness Tool tells models apart.</summary>
    public MofValue? Name { get; init; }

    /// <summary>Gets <c>date</c>: the day of the release, such as <c>2024-12-15</c>.</summary>
    public MofValue? Date { get; init; }

    /// <summary>Gets <c>producer</c>: who made the model.</summary>
    public MofValue? Producer { get; init; }

    /// <summary>Gets <c>version</c>: free text, often the parameter count.</summary>
    public MofValue? Version { get; init; }

    /// <summary>Gets <c>type</c>: the modality, such as <c>language</c>.</summary>
    public MofValue? Type { get; init; }

    /// <summary>Gets <c>architecture</c>: such as <c>transformer decoder</c>.</summary>
    public MofValue? Architecture { get; init; }

    /// <summary>Gets <c>treatment</c>: such as <c>instruct fine-tuned</c>.</summary>
    public MofValue? Treatment { get; init; }

    /// <summary>Gets <c>origin</c>: the model that this one was made from. It is no other name of this one.</summary>
    public MofValue? Origin { get; init; }

    /// <summary>Gets <c>contact</c>.</summary>
    public MofValue? Contact { get; init; }

    /// <summary>Gets <c>repository</c>: the address of the source code.</summary>
    public MofValue? Repository { get; init; }

    /// <summary>Gets <c>huggingface</c>: the address of the model on the Hub.</summary>
    public MofValue? HuggingFace { get; init; }

    /// <summary>Gets <c>license</c>: the licenses that components inherit, each kind once.</summary>
    public ImmutableArray<MofReleaseLicense> Licenses { get; init; } = [];

    /// <summary>Gets <c>components</c>, in the order of the document.</summary>
    public ImmutableArray<ListedComponent> Components { get; init; } = [];

    /// <summary>Gets the text and the tree that it was read from, or null when it was made.</summary>
    public MofSource? Source { get; init; }

    /// <summary>Returns the release's license under a key, or null.</summary>
    /// <param name="kind">One of <see cref="MofReleaseLicense.Kinds"/>.</param>
    public MofReleaseLicense? LicenseOf(string kind) => Licenses.FirstOrDefault(license => license.Kind == kind);
}
