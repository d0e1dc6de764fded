using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Gives a kept list another name. For who kept it.</summary>
[Needs(CustomersRights.Read)]
public sealed record RenameKeptList : IUseCase<Id<KeptList>>
{
    public Id<KeptList> ListId { get; init; }
    [Required, StringLength(80)] public string? Name { get; init; }
    [StringLength(500)] public string? Note { get; init; }

    internal sealed class Handler(GuanxiDb db) : IHandler<RenameKeptList, Id<KeptList>>
    {
        public async Task<Id<KeptList>> Handle(RenameKeptList request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(nameof(Name), string.IsNullOrWhiteSpace(request.Name), "customers.kept.name_missing");
            (await Mine(db, request.ListId, actor, ct)).Rename(request.Name!, request.Note);
            return request.ListId;
        }
    }

    /// <summary>The list, where this actor kept it.</summary>
    internal static async Task<KeptList> Mine(GuanxiDb db, Id<KeptList> id, Actor actor, CancellationToken ct)
    {
        var list = Refuse.Missing(await db.Set<KeptList>().FirstOrDefaultAsync(l => l.Id == id, ct), "customers.kept.not_found");
        Refuse.If(list.KeptById != actor.Id, "customers.kept.not_yours");
        return list;
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/customers/lists/{listId}", (Id<KeptList> listId, RenameKeptList request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { ListId = listId }, ct)).Produces<Id<KeptList>>().WithSummary("Give a kept list another name");
}

/// <summary>Drops a kept list. Its customers stay what they are.</summary>
[Needs(CustomersRights.Read)]
public sealed record DropKeptList : IUseCase<Id<KeptList>>
{
    public Id<KeptList> ListId { get; init; }

    internal sealed class Handler(GuanxiDb db) : IHandler<DropKeptList, Id<KeptList>>
    {
        public async Task<Id<KeptList>> Handle(DropKeptList request, Actor actor, CancellationToken ct)
        {
            db.Remove(await RenameKeptList.Mine(db, request.ListId, actor, ct));
            await db.Set<KeptListEntry>().Where(e => e.ListId == request.ListId).ExecuteDeleteAsync(ct);
            return request.ListId;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapDelete("/customers/lists/{listId}", (Id<KeptList> listId, Asker asker, CancellationToken ct) =>
        asker.Answer(new DropKeptList { ListId = listId }, ct)).Produces<Id<KeptList>>().WithSummary("Drop a kept list");
}
