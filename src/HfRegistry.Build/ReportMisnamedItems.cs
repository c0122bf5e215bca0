using HfRegistry.Build.Items;
using Microsoft.Build.Framework;

namespace HfRegistry.Build;

/// <summary>Warns of items whose type is nearly one of the package's (<c>HfModels</c>): MSBuild takes any type, and nothing would read them.</summary>
[MSBuildMultiThreadableTask]
public sealed class ReportMisnamedItems : HfTask
{
    /// <summary>Gets the items.</summary>
    [Required]
    public ITaskItem[] Items { get; set; } = [];

    /// <summary>Gets their type.</summary>
    [Required]
    public string ItemType { get; set; } = "";

    /// <summary>Gets the type that was meant.</summary>
    [Required]
    public string Meant { get; set; } = "";

    private protected override Task RunAsync(CancellationToken cancellationToken)
    {
        var locator = new ItemLocator(ItemType);
        foreach (var item in Items)
        {
            var metadata = item.CloneCustomMetadata().Keys.Cast<string>().Where(name => item.GetMetadata(name).Length > 0).ToList();
            Report(DiagnosticCatalog.MisnamedItem.Create(locator.Find(item, metadata), ItemType, item.ItemSpec, Meant));
        }

        return Task.CompletedTask;
    }
}
