using System.Collections.Frozen;
using System.Collections.Immutable;
using HfRegistry.Cards.Language;
using HfRegistry.Mof.Evidence;
using HfRegistry.Snapshots;

namespace HfRegistry.Mof.Rules;

/// <summary>Finds a model's source repository: by the card's words, else by names that it may have.</summary>
internal static class RepositoryFinder
{
    private const int Official = 90;
    private const int SameName = 85;
    private const int SameOwner = 75;
    private const int Said = 70;
    private const int SameOwnerGuess = 65;
    private const int StemGuess = 60;
    private const int ShortestStem = 3;
    private const int MostCandidates = 5;
    private const int WordsOfLabel = 3;

    private static readonly Phrases Owns =
    [
        "official repository", "official repo", "official code", "official implementation", "official github", "official codebase", "official project", "official page",
        "our repository", "our repo", "our github", "our code", "our codebase", "our implementation", "our official", "our training code", "our training script", "our scripts", "our source code", "our fine tuning code", "our project",
        "code repository", "source code of this model", "source code for this model", "code for this model", "code of this model", "repository of this model", "repo of this model", "repository for this model", "this model's repository", "the model's repository",
        "model's github", "code is available at", "code is available here", "code is released at", "code available at", "code can be found", "code was released", "code and models are available", "code and data are available", "code and data can be found",
        "training script can be found", "training scripts can be found", "training code can be found", "script can be found", "scripts can be found", "github repository of the model", "the official", "project page", "project repository", "first released in", "released in this repository", "associated github",
        "官方仓库", "官方代码", "我们的仓库", "我们的代码", "我们的github", "项目地址", "代码仓库", "代码地址", "公式", "공식",
    ];

    private static readonly Phrases OfOthers = ["based on", "using", "uses", "used", "thanks to", "built on", "built with", "fork of", "forked from", "similar to", "inspired by", "adapted from", "trained with", "fine tuned with", "finetuned with", "original", "dataset", "datasets", "benchmark", "corpus", "quantized with", "converted with", "via", "基于", "使用", "感谢"];

    private static readonly FrozenSet<string> Code = FrozenSet.Create(StringComparer.Ordinal, "code", "codes", "codebase", "script", "scripts", "implementation", "notebook", "notebooks");
    private static readonly FrozenSet<string> Found = FrozenSet.Create(StringComparer.Ordinal, "available", "found", "released", "published", "shared", "hosted", "located", "accessible", "here");

    private static readonly FrozenSet<string> BesideCode = FrozenSet.Create(StringComparer.Ordinal,
        "the", "this", "these", "our", "all", "full", "complete", "source", "model", "models", "adapter", "checkpoint", "for", "of", "to", "and", "with", "used", "training", "train", "pretraining", "fine", "tuning", "finetuning", "pre", "evaluation", "inference",
        "preprocessing", "experiments", "results", "reproduce", "documentation", "weights", "data", "is", "are", "was", "were", "can", "be", "also", "publicly", "openly", "freely", "now");

    private static readonly Phrases Label = ["code", "github", "repository", "repo", "source", "codebase", "代码", "仓库"];

    /// <summary>Returns the repository that the card names as the model's, or null. No request is needed.</summary>
    public static RepositoryEvidence? InCard(ModelEvidence evidence)
    {
        var found = Named(evidence).OrderByDescending(static found => found.Confidence).FirstOrDefault();
        return found.Confidence > 0 ? new RepositoryEvidence(SourceAddress.Of(found.Name), DraftEvidence.OfWords(found.Confidence, found.Statement.Text)) : null;
    }

    /// <summary>Returns <c>owner/name</c> of the repository that the card names as the model's, or null. No request is needed.</summary>
    public static string? NameOf(ModelFacts facts) => InCard(new ModelEvidence(facts))?.Address[SourceAddress.GitHub.Length..];

    /// <summary>Returns repositories that the card links to and that may be the model's own, where none is known to be: addresses, at most five.</summary>
    public static ImmutableArray<string> Candidates(ModelEvidence evidence) =>
        [.. Named(evidence).Select(static found => found.Name).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostCandidates).Select(SourceAddress.Of)];

    /// <summary>Returns repositories that may be the model's, the likeliest first, to be looked for.</summary>
    /// <returns><c>owner/name</c> and how sure it is, in percent, once it exists.</returns>
    public static ImmutableArray<(string Name, int Confidence)> Guesses(ModelEvidence evidence)
    {
        // A copy's owner has no repository of the model.
        var id = evidence.Info.Id;
        if (id.Owner is not { } owner || Derivation.IsCopy(evidence))
            return [];
        var stem = Stem(id.Name);
        return stem.Length >= ShortestStem && !stem.Equals(id.Name, StringComparison.OrdinalIgnoreCase)
            ? [($"{owner}/{id.Name}", SameOwnerGuess), ($"{owner}/{stem}", StemGuess)]
            : [($"{owner}/{id.Name}", SameOwnerGuess)];
    }

    // A card may name one repository in each of thousands of sentences: what its name says is found out once.
    private static IEnumerable<(string Name, int Confidence, CardStatement Statement)> Named(ModelEvidence evidence)
    {
        if (Derivation.IsCopy(evidence))
            yield break;
        var words = ModelWords.Of(evidence.Info.Id);
        var isOthers = Derivation.IsOfAnotherOwner(evidence);
        var kinships = new Dictionary<string, Kinship>(StringComparer.OrdinalIgnoreCase);
        var ofOwner = evidence.Statements.SelectMany(static statement => statement.Links).Select(static link => link.Repository).OfType<string>()
            .Where(name => words.IsOwner(name.Split('/')[0])).Distinct(StringComparer.OrdinalIgnoreCase).Take(2).Count();
        foreach (var statement in evidence.Statements.Where(static statement => !statement.IsDenied))
        {
            foreach (var name in statement.Links.Select(static link => link.Repository).OfType<string>().Where(static name => !IsListOfLinks(name)).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (!kinships.TryGetValue(name, out var kinship))
                    kinships.Add(name, kinship = Kinship.Of(name, words));
                yield return (name, ConfidenceOf(statement, kinship, isOthers, ofOwner == 1, IsOfFamily(statement, words)), statement);
            }
        }
    }

    // "It was introduced in this paper and first released in this repository", of a card that was copied with its model's family.
    private static bool IsOfFamily(CardStatement statement, ModelWords words) => statement.Links.Any(link => link.IsPaper && KnownPapers.IsOfOthers(link.Address, words));

    // "The training script and documentation for this model can be found at": between the code and its place stands nothing that names another's.
    private static bool SaysWhereCodeIs(WordList sentence)
    {
        for (var i = 0; i < sentence.Words.Length; i++)
        {
            if (!Code.Contains(sentence.Words[i]) || (i > 0 && !BesideCode.Contains(sentence.Words[i - 1])))
                continue;
            var end = i + 1;
            while (end < sentence.Words.Length && (BesideCode.Contains(sentence.Words[end]) || Code.Contains(sentence.Words[end])))
                end++;
            if (end < sentence.Words.Length && Found.Contains(sentence.Words[end]))
                return true;
        }

        return false;
    }

    private static int ConfidenceOf(CardStatement statement, Kinship kinship, bool isOthers, bool isOnlyOfOwner, bool isOfFamily)
    {
        var sentence = statement.Words;
        var isOwn = (Owns.IsIn(sentence) || SaysWhereCodeIs(sentence)) && !OfOthers.IsIn(sentence) && !isOfFamily;
        return kinship switch
        {
            { HoldsData: true, IsNamesake: false } => 0,
            { IsOwners: true, IsNamesake: true } => Official,
            { IsOwners: true } when isOwn => Official,
            { IsOwners: true } when isOnlyOfOwner && !OfOthers.IsIn(sentence) => SameOwner,
            _ when isOthers => isOwn && kinship.IsNamesake ? SameName : 0,
            { IsNamesake: true } when isOwn || !OfOthers.IsIn(sentence) => SameName,
            _ when isOwn || (statement.BeginsLine && statement.WithoutAddresses() is { Words.Length: <= WordsOfLabel } label && Label.IsIn(label)) => Said,
            _ => 0,
        };
    }

    private static bool IsListOfLinks(string repository) => repository.Contains("/awesome-", StringComparison.OrdinalIgnoreCase);

    // Qwen2-7B-Instruct and its like are sizes and treatments of Qwen2.
    private static string Stem(string name)
    {
        var parts = name.Split('-', '_');
        var kept = parts.TakeWhile(static (part, place) => place == 0 || !ModelWords.IsVariation(part.ToLowerInvariant()));
        return string.Join('-', kept);
    }

    /// <summary>The similarity of a repository's name and a model's.</summary>
    /// <param name="IsOwners">Whether its account is the owner's.</param>
    /// <param name="IsNamesake">Whether it is called as the model.</param>
    /// <param name="HoldsData">Whether it is called after data.</param>
    private readonly record struct Kinship(bool IsOwners, bool IsNamesake, bool HoldsData)
    {
        private static readonly ImmutableArray<string> OfData = ["dataset", "corpus", "corpora", "benchmark", "leaderboard"];

        public static Kinship Of(string repository, ModelWords words) =>
            repository.Split('/') is [var owner, var name] ? new Kinship(words.IsOwner(owner), words.AreAllIn(name) || IsWhole(name, words), OfData.Any(data => name.Contains(data, StringComparison.OrdinalIgnoreCase))) : default;

        // Heron of heron-1.3b; not llama of a model that adds a word of its own to it.
        private static bool IsWhole(string name, ModelWords words) => words.IsOnly([name]) || words.IsOnly(name.Split('-', '_'));
    }
}
