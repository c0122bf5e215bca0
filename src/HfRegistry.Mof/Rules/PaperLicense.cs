using HfRegistry.Cards.Language;
using HfRegistry.Mof.Evidence;

namespace HfRegistry.Mof.Rules;

/// <summary>
/// The license of a paper: every paper of arXiv has one, which its page names; most authors choose arXiv's own, which lets arXiv distribute and nobody else. Which one it
/// is, no fact of the Hub tells, so that a person looks it up.
/// </summary>
internal static class PaperLicense
{
    /// <summary>Returns what is known, with the address at which the license stands.</summary>
    public static ComponentLicense Of(string? address) => new(null, DraftEvidence.Of(DraftEvidence.Weak, address switch
    {
        null => "the card names no address of the paper: look there",
        _ when Place.ArxivIdOf(address) is { } id && address.Contains("arxiv", StringComparison.OrdinalIgnoreCase) => $"look at https://arxiv.org/abs/{id} under 'view license': a CC license there may be open, arXiv's own is not",
        _ => $"look at {address}",
    }))
    {
        LookUp = address is null ? null : Place.ArxivIdOf(address) is { } arxiv ? $"https://arxiv.org/abs/{arxiv}" : address,
    };
}
