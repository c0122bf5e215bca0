using System.Collections.Immutable;
using HfRegistry.Mof.Drafting.Rules;

namespace HfRegistry.Mof.Drafting;

/// <summary>Finds a model's source repository: by the card's words, else by names that it may have.</summary>
public static class RepositoryFinder
{
    private const int Official = 90;
    private const int SameName = 85;
    private const int Only = 70;
    private const int SameOwnerGuess = 65;
    private const int StemGuess = 60;
    private const int ShortestStem = 3;

    private static readonly PhraseSet OfficialWord = new("official");
    private static readonly PhraseSet OwnWords = new(["official", "our", "code", "repository", "repo", "source", "github", "implementation", "代码", "仓库", "项目"]);

    /// <summary>The repository that the card names as the model's, or null. No request is needed.</summary>
    public static RepositoryEvidence? InCard(ModelEvidence evidence)
    {
        if (Derivation.IsCopy(evidence))
            return null;
        var kinships = new Dictionary<string, Kinship>(StringComparer.Ordinal);
        return evidence.Statements.Where(static statement => !statement.IsDenied)
            .SelectMany(statement => Named(statement, evidence.Info.Id, kinships))
            .OrderByDescending(static found => found.Confidence)
            .Select(static found => new RepositoryEvidence($"https://github.com/{found.Name}", DraftEvidence.OfWords(found.Confidence, found.Statement.Text)))
            .FirstOrDefault();
    }

    /// <summary>Repositories that may be the model's, the likeliest first, to be looked for.</summary>
    /// <returns><c>owner/name</c> and how sure it is, in percent, once it exists.</returns>
    public static ImmutableArray<(string Name, int Confidence)> Guesses(ModelId id)
    {
        if (id.Owner is not { } owner)
            return [];
        var stem = Stem(id.Name);
        return stem.Length >= ShortestStem && !stem.Equals(id.Name, StringComparison.OrdinalIgnoreCase)
            ? [($"{owner}/{id.Name}", SameOwnerGuess), ($"{owner}/{stem}", StemGuess)]
            : [($"{owner}/{id.Name}", SameOwnerGuess)];
    }

    // A card may name one repository in each of thousands of sentences: what its name says is found out once.
    private static IEnumerable<(string Name, int Confidence, CardStatement Statement)> Named(CardStatement statement, ModelId id, Dictionary<string, Kinship> kinships)
    {
        ImmutableArray<string> names = [.. statement.Links.Select(static link => link.Repository).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (names.IsEmpty)
            yield break;
        var (isOfficial, isOwn) = (OfficialWord.IsIn(statement.Words), OwnWords.IsIn(statement.Words));
        foreach (var name in names)
        {
            if (!kinships.TryGetValue(name, out var kinship))
                kinships.Add(name, kinship = Kinship.Of(name, id));
            var confidence = isOfficial || kinship is { IsOwners: true, IsNamesake: true } ? Official
                : kinship.IsOwners || (kinship.IsNamesake && isOwn) ? SameName
                : Only;
            yield return (name, confidence, statement);
        }
    }

    // Qwen2-7B-Instruct and its like are sizes and treatments of Qwen2.
    private static string Stem(string name)
    {
        var parts = name.Split('-', '_');
        var kept = parts.TakeWhile(static (part, place) => place == 0 || !IsVariation(part.ToLowerInvariant()));
        return string.Join('-', kept);
    }

    private static bool IsVariation(string part) =>
        part is "instruct" or "chat" or "base" or "large" or "small" or "tiny" or "mini" or "medium" or "xl" or "xxl" or "it" or "hf" or "uncased" or "cased" or "preview" or "gguf" or "awq" or "gptq"
        || (part.Length > 1 && char.IsAsciiDigit(part[0]) && part[^1] is 'b' or 'm' or 'k')
        || (part.Length > 1 && part[0] == 'v' && part.Skip(1).All(static c => char.IsAsciiDigit(c) || c == '.'));

    private static string Letters(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    /// <summary>What a repository's name has in common with a model's.</summary>
    private readonly record struct Kinship(bool IsOwners, bool IsNamesake)
    {
        public static Kinship Of(string repository, ModelId id)
        {
            var parts = repository.Split('/');
            return new Kinship(
                string.Equals(parts[0].Replace("-", "", StringComparison.Ordinal), id.Owner?.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase),
                Letters(id.Name).Contains(Letters(parts[1]), StringComparison.Ordinal) || Letters(parts[1]).Contains(Letters(Stem(id.Name)), StringComparison.Ordinal));
        }
    }
}
