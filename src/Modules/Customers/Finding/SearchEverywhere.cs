using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Customers.Finding;

/// <summary>Looks for the words everywhere: customers first, then what other modules have.</summary>
[NeedsNoRight("Each kind of record asks for the right to read it; without any there is nothing to find.")]
internal sealed record SearchEverywhere : IQuestion<EverythingFound>
{
    [StringLength(200)] public string? Words { get; init; }

    /// <summary>Only this kind, by its name; all without.</summary>
    [StringLength(60)] public string? Kind { get; init; }

    /// <summary>Of each kind at most so many.</summary>
    [Range(1, 100)] public int Count { get; init; } = 5;

    internal sealed class Handler(IEnumerable<ISearchSource> sources, Texts texts) : IHandler<SearchEverywhere, EverythingFound>
    {
        public async Task<EverythingFound> Handle(SearchEverywhere request, Actor actor, CancellationToken ct)
        {
            if (request.Words?.Trim() is not { Length: > 0 } words) return new();
            var kinds = new List<FoundKind>();
            // One after the other: they share the connection.
            foreach (var source in sources.Where(s => (s.Kind.Right.Length == 0 || actor.May(s.Kind.Right)) && (request.Kind is null || s.Kind.Name == request.Kind)).OrderBy(s => s.Kind.Order))
            {
                var hits = await source.Find(words, request.Count + 1, actor, ct);
                if (hits.Count > 0) kinds.Add(new() { Kind = source.Kind.Name, Name = texts[source.Kind.Key], Icon = source.Kind.Icon, List = source.Kind.List, Hits = [.. hits.Take(request.Count)], More = hits.Count > request.Count });
            }
            return new() { Kinds = kinds };
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/search", (string? q, string? kind, int? count, Asker asker, CancellationToken ct) => asker.Answer(new SearchEverywhere { Words = q, Kind = kind, Count = count ?? 5 }, ct))
            .Produces<EverythingFound>().WithSummary("Records of all kinds that contain the words, the best of each kind");
}

/// <summary>What was found, kind by kind; kinds without a hit are left out.</summary>
internal sealed record EverythingFound : IListed
{
    public IReadOnlyList<FoundKind> Kinds { get; init; } = [];

    int IListed.Listed => Kinds.Sum(k => k.Hits.Count);
}

/// <summary>What was found of one kind.</summary>
internal sealed record FoundKind
{
    public required string Kind { get; init; }

    /// <summary>In the reader's language.</summary>
    public required string Name { get; init; }
    public required string Icon { get; init; }
    public string? List { get; init; }
    public required IReadOnlyList<SearchHit> Hits { get; init; }

    /// <summary>Whether there are more than were asked for.</summary>
    public bool More { get; init; }
}
