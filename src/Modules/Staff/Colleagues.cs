using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff;

/// <summary>The people of the firm by name, to choose an owner from.</summary>
[NeedsNoRight("Everybody knows their colleagues by name.")]
public sealed record Colleagues : IQuestion<IReadOnlyList<PersonName>>
{
    /// <summary>Also those who left.</summary>
    public bool WithFormer { get; init; }

    internal sealed class Handler(GuanxiDb db) : IHandler<Colleagues, IReadOnlyList<PersonName>>
    {
        public async Task<IReadOnlyList<PersonName>> Handle(Colleagues request, Actor actor, CancellationToken ct) =>
            [.. (await db.PersonNames().Where(p => p.Active || request.WithFormer).ToListAsync(ct)).OrderBy(p => p.Name, ByName.Order).ThenBy(p => p.Id.Value)];
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/colleagues", (bool? withFormer, Asker asker, CancellationToken ct) => asker.Answer(new Colleagues { WithFormer = withFormer ?? false }, ct))
            .Produces<IReadOnlyList<PersonName>>();
}
