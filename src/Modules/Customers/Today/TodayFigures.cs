using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Customers;

/// <summary>The figures of the day that one works with: those whose right one has and that fit one's reach, counted among the customers within it.</summary>
[Needs(CustomersRights.Read)]
public sealed record TodayFigures : IQuestion<IReadOnlyList<TodayFigure>>
{
    internal sealed class Handler(IEnumerable<ITodayTile> tiles, Texts texts) : IHandler<TodayFigures, IReadOnlyList<TodayFigure>>
    {
        public async Task<IReadOnlyList<TodayFigure>> Handle(TodayFigures request, Actor actor, CancellationToken ct)
        {
            List<TodayFigure> figures = [];
            foreach (var tile in tiles.Where(t => actor.May(t.Right) && t.Fits(actor.Scope)).OrderBy(t => t.Order))
            {
                var (figure, nothing) = await Told(tile, actor, ct);
                figures.Add(new() { Key = tile.Key, Name = texts[tile.Key], Definition = texts[$"{tile.Key}.definition"], Figure = figure, Nothing = nothing });
            }
            return figures;
        }

        // One figure that can't be told now, as while another process holds the warehouse, takes no other with it.
        private async Task<(TileFigure? Figure, string? Nothing)> Told(ITodayTile tile, Actor actor, CancellationToken ct)
        {
            try { return await tile.Ask(actor, ct) is { } figure ? (figure, null) : (null, texts[$"{tile.Key}.none"]); }
            catch (RefusedException refused) { return (null, texts[refused.Code, [.. refused.Args]]); }
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/today", (Asker asker, CancellationToken ct) => asker.Answer(new TodayFigures(), ct))
        .Produces<IReadOnlyList<TodayFigure>>().WithSummary("The figures of the day that one works with");
}

/// <summary>A figure of the day.</summary>
public sealed record TodayFigure
{
    /// <summary>What it is, the same in every language: <c>service.tile.open</c>.</summary>
    public required string Key { get; init; }

    /// <summary>In the reader's language.</summary>
    public required string Name { get; init; }
    public required string Definition { get; init; }

    /// <summary>Null where there is nothing to count.</summary>
    public TileFigure? Figure { get; init; }

    /// <summary>What is said then.</summary>
    public string? Nothing { get; init; }
}
