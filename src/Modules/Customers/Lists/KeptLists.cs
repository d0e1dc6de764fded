using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>The kept lists of the firm, the newest first. Who is on them each reader sees within their own reach.</summary>
[Needs(CustomersRights.Read)]
public sealed record KeptLists : IQuestion<IReadOnlyList<KeptListRow>>
{
    // Lists are made by hand.
    private const int Most = 500;

    /// <summary>Only this one.</summary>
    public Id<KeptList>? ListId { get; init; }

    /// <summary>The right that a list needs to be opened.</summary>
    /// <returns>That of every list of customers where none is asked for, or it is gone.</returns>
    /// <exception cref="RefusedException">The actor has not got it.</exception>
    internal static async Task<string> RightOf(GuanxiDb db, Id<KeptList>? list, Actor actor, CancellationToken ct)
    {
        var right = list is { } id ? await db.Set<KeptList>().Where(l => l.Id == id).Select(l => l.Right).FirstOrDefaultAsync(ct) ?? CustomersRights.Read : CustomersRights.Read;
        Refuse.If(!actor.May(right), "kernel.right.missing", right);
        return right;
    }

    internal sealed class Handler(GuanxiDb db) : IHandler<KeptLists, IReadOnlyList<KeptListRow>>
    {
        public async Task<IReadOnlyList<KeptListRow>> Handle(KeptLists request, Actor actor, CancellationToken ct)
        {
            var one = request.ListId;
            var lists = (await db.Set<KeptList>().AsNoTracking().Where(l => one == null || l.Id == one).OrderByDescending(l => l.Id).Take(Most).ToListAsync(ct)).Where(l => actor.May(l.Right)).ToList();
            var people = await db.NamesOf(lists.Select(l => l.KeptById), ct);
            return [.. lists.Select(l => new KeptListRow
            {
                Id = l.Id, Name = l.Name, Note = l.Note, Source = l.KeptById == actor.Id ? l.Source : null, Customers = l.Customers, KeptBy = people.GetValueOrDefault(l.KeptById), KeptAt = l.KeptAt, Mine = l.KeptById == actor.Id,
            })];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/lists", (Asker asker, CancellationToken ct) =>
        asker.Answer(new KeptLists(), ct)).Produces<IReadOnlyList<KeptListRow>>().WithSummary("Kept lists of customers");
}

/// <summary>A kept list.</summary>
public sealed record KeptListRow
{
    public required Id<KeptList> Id { get; init; }
    public required string Name { get; init; }
    public string? Note { get; init; }

    /// <summary>Address of the page that it was kept from: the same question, asked anew. Null for who did not keep it.</summary>
    public string? Source { get; init; }

    /// <summary>How many were kept, whoever may see them.</summary>
    public required int Customers { get; init; }
    public string? KeptBy { get; init; }
    public required DateTimeOffset KeptAt { get; init; }

    /// <summary>Whether the reader kept it, and may rename and drop it.</summary>
    public bool Mine { get; init; }
}
