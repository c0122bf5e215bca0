namespace HfRegistry.Mof.Documents;

/// <summary>A component as a document lists it; <see cref="Component"/> is what it means.</summary>
/// <param name="Name">The name, or null when the item has none that can be read.</param>
internal sealed record ListedComponent(MofValue? Name)
{
    /// <summary>Gets <c>description</c>: never evaluated.</summary>
    public MofValue? Description { get; init; }

    /// <summary>Gets <c>component_path</c>: where the component is; never evaluated.</summary>
    public MofValue? ComponentPath { get; init; }

    /// <summary>Gets <c>license</c>: null when the key is absent, which is another thing than an empty one (see <see cref="Unlicensed"/>).</summary>
    public MofValue? License { get; init; }

    /// <summary>Gets <c>license_path</c>: where the license's text is; never evaluated.</summary>
    public MofValue? LicensePath { get; init; }

    /// <summary>Gets the place where the item begins, when it was read.</summary>
    public TextPlace Place { get; init; }

    /// <summary>The license text that says that there is none. An empty text says the same; neither falls through to the release's licenses.</summary>
    public const string Unlicensed = "unlicensed";

    /// <summary>Gets the component of the framework that the name stands for exactly, or null.</summary>
    public MofComponent? Component => Name is { } name ? MofComponent.Find(name.Text) : null;
}
