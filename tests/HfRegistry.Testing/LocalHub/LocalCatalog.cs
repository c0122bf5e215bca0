using System.Collections.Immutable;

namespace HfRegistry.Testing;

/// <summary>The models of a <see cref="LocalHub"/>, by id and in the orders in which they are listed. Built once; a page costs what it holds.</summary>
internal sealed class LocalCatalog
{
    private readonly Dictionary<string, LocalModel> _byId;
    private readonly Dictionary<string, LocalModel> _byOldOrMiswrittenId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Lazy<LocalOrder>> _orders;

    public LocalCatalog(IEnumerable<LocalModel> models)
    {
        ImmutableArray<LocalModel> all = [.. models];
        _byId = all.ToDictionary(model => model.Id, StringComparer.Ordinal);
        foreach (var model in all)
        {
            _byOldOrMiswrittenId.TryAdd(model.Id, model);
            foreach (var formerId in model.FormerIds)
                _byOldOrMiswrittenId.TryAdd(formerId, model);
        }

        _orders = new(StringComparer.Ordinal)
        {
            ["downloads"] = new(() => new LocalOrder(all, "downloads", model => model.Downloads)),
            ["likes"] = new(() => new LocalOrder(all, "likes", model => model.Likes)),
            ["createdAt"] = new(() => new LocalOrder(all, "createdAt", model => model.CreatedAt?.ToUnixTimeSeconds())),
            ["lastModified"] = new(() => new LocalOrder(all, "lastModified", model => model.LastModified?.ToUnixTimeSeconds())),
            // Nothing local has a trend: all of it is equally trendy.
            ["trendingScore"] = new(() => new LocalOrder(all, "trendingScore", _ => null)),
        };
    }

    public LocalModel? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The model that a former id, or an id in the wrong case, leads to.</summary>
    public LocalModel? FindMoved(string id) => _byOldOrMiswrittenId.GetValueOrDefault(id);

    public LocalOrder? Order(string sort) => _orders.GetValueOrDefault(sort)?.Value;
}

/// <summary>The models in one order: the sort key descending, unknown ones last, then <c>_id</c>.</summary>
internal sealed class LocalOrder
{
    private readonly ImmutableArray<LocalModel> _models;
    private readonly Dictionary<string, List<int>> _placesByTag = new(StringComparer.Ordinal);

    public LocalOrder(IEnumerable<LocalModel> models, string name, Func<LocalModel, long?> key)
    {
        Name = name;
        Key = key;
        _models = [.. models.OrderByDescending(model => key(model) ?? long.MinValue).ThenBy(TieBreaker, StringComparer.Ordinal)];
        for (var place = 0; place < _models.Length; place++)
        {
            foreach (var tag in TagsOf(_models[place]))
                AddPlace(tag, place);
        }
    }

    /// <summary>The value of <c>sort</c>.</summary>
    public string Name { get; }

    /// <summary>The sort key.</summary>
    public Func<LocalModel, long?> Key { get; }

    /// <summary>What decides between equal keys.</summary>
    public static string TieBreaker(LocalModel model) => model.HubId ?? model.Id;

    /// <summary>The models with all of the tags, from one after the cursor on.</summary>
    public IEnumerable<LocalModel> From(LocalCursor? cursor, IReadOnlyCollection<string> tags)
    {
        var start = cursor is null ? 0 : FirstAfter(cursor);
        if (tags.Count == 0)
            return Enumerable.Range(start, _models.Length - start).Select(place => _models[place]);

        var rarestFirst = tags.Select(tag => _placesByTag.GetValueOrDefault(tag) ?? []).OrderBy(places => places.Count).ToArray();
        var from = rarestFirst[0].BinarySearch(start);
        return rarestFirst[0].Skip(from < 0 ? ~from : from)
            .Where(place => rarestFirst.Skip(1).All(places => places.BinarySearch(place) >= 0))
            .Select(place => _models[place]);
    }

    private static IEnumerable<string> TagsOf(LocalModel model) =>
        model.Tags.Concat(new[] { model.Type, model.PipelineTag, model.LibraryName }.OfType<string>()).Distinct(StringComparer.Ordinal);

    private void AddPlace(string tag, int place)
    {
        if (!_placesByTag.TryGetValue(tag, out var places))
            _placesByTag.Add(tag, places = []);
        places.Add(place);
    }

    private int FirstAfter(LocalCursor cursor)
    {
        var (low, high) = (0, _models.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (cursor.IsBefore(Key(_models[middle]), TieBreaker(_models[middle])))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
