using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff;

/// <summary>The firm's units, each after the one above it.</summary>
[NeedsNoRight("Everybody knows the firm's shops and teams.")]
public sealed record UnitTree : IQuestion<IReadOnlyList<UnitName>>
{
    /// <summary>Also those that were closed.</summary>
    public bool WithClosed { get; init; }

    internal sealed class Handler(GuanxiDb db) : IHandler<UnitTree, IReadOnlyList<UnitName>>
    {
        // A path lists ids of growing age from the root down, so by path a unit comes right before those under it, and siblings in the order they were opened.
        public async Task<IReadOnlyList<UnitName>> Handle(UnitTree request, Actor actor, CancellationToken ct) =>
            [.. (await db.UnitNames().Where(u => u.Open || request.WithClosed).ToListAsync(ct)).OrderBy(u => u.Path, StringComparer.Ordinal)];
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/units", (bool? withClosed, Asker asker, CancellationToken ct) => asker.Answer(new UnitTree { WithClosed = withClosed ?? false }, ct)).Produces<IReadOnlyList<UnitName>>();
}
