using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Guanxi.Customers;

/// <summary>Keeps the customers of a page that lists some as a list of their own.</summary>
[Needs(CustomersRights.Read)]
public sealed record KeepList : IUseCase<Id<KeptList>>
{
    [Required, StringLength(80)] public string? Name { get; init; }
    [StringLength(500)] public string? Note { get; init; }

    /// <summary>Path and words of the page, e.g. <c>/customers?grade=major</c>.</summary>
    [Required, StringLength(1000)] public string? Source { get; init; }

    internal sealed class Handler(GuanxiDb db, IDatabase database, Selections selections, TimeProvider clock) : IHandler<KeepList, Id<KeptList>>
    {
        public async Task<Id<KeptList>> Handle(KeepList request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(nameof(Name), string.IsNullOrWhiteSpace(request.Name), "customers.kept.name_missing");
            var (customers, right) = await selections.Find(request.Source!, actor, KeptList.MostCustomers + 1, ct);
            Refuse.If(customers.Count == 0, "customers.kept.nobody");
            Refuse.If(customers.Count > KeptList.MostCustomers, "customers.kept.too_many", KeptList.MostCustomers);
            var list = KeptList.Of(request.Name!, request.Note, selections.Tidy(request.Source!), right, customers.Count, actor.Id, clock.GetUtcNow());
            db.Add(list);
            // In the same transaction, before the door saves the list itself.
            var entries = BulkTarget.For<KeptListEntry>(db, [nameof(KeptListEntry.CustomerId), nameof(KeptListEntry.ListId)]);
            await database.Write(db, entries, customers.Order().Select(c => new object?[] { c.Value, list.Id.Value }), ct);
            return list.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/lists", (KeepList request, Asker asker, CancellationToken ct) =>
        asker.Created(request, id => $"/api/customers?list={id}", ct)).Produces<Id<KeptList>>(StatusCodes.Status201Created).WithSummary("Keep the customers of a page as a list of their own");
}

/// <summary>How many customers a page lists, before they are kept.</summary>
[Needs(CustomersRights.Read)]
public sealed record KeepListPreview : IQuestion<KeptCount>
{
    /// <inheritdoc cref="KeepList.Source"/>
    [Required, StringLength(1000)] public string? Source { get; init; }

    internal sealed class Handler(Selections selections) : IHandler<KeepListPreview, KeptCount>
    {
        public async Task<KeptCount> Handle(KeepListPreview request, Actor actor, CancellationToken ct) =>
            new((await selections.Find(request.Source!, actor, KeptList.MostCustomers + 1, ct)).Customers.Count, selections.Tidy(request.Source!));
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/lists/preview", (string? source, Asker asker, CancellationToken ct) =>
        asker.Answer(new KeepListPreview { Source = source ?? "/customers" }, ct)).Produces<KeptCount>().WithSummary("How many customers a page lists");
}

/// <param name="Customers">One more than may be kept stands for any number above.</param>
/// <param name="Source">The address without the place in the list.</param>
public sealed record KeptCount(int Customers, string Source);

/// <summary>The pages whose customers can be kept.</summary>
internal sealed class Selections(IEnumerable<ICustomerSelection> all)
{
    private static readonly string[] Places = ["after", "before", "at"];

    /// <summary>Who is on the page at that address.</summary>
    /// <exception cref="RefusedException">There is no such page, or it is not this actor's to see.</exception>
    public async Task<SelectedCustomers> Find(string address, Actor actor, int most, CancellationToken ct)
    {
        var (path, words) = Parts(address);
        var selection = Refuse.Missing(all.FirstOrDefault(s => s.Path == path), "customers.kept.no_such_page");
        Refuse.If(!actor.May(selection.Right), "kernel.right.missing", selection.Right);
        return await selection.Find(words, actor, most, ct);
    }

    /// <summary>The address without the place in the list.</summary>
    public string Tidy(string address)
    {
        var (path, words) = Parts(address);
        return words.Where(w => !Places.Contains(w.Key, StringComparer.OrdinalIgnoreCase)).Aggregate(path, (url, w) => QueryHelpers.AddQueryString(url, w.Key, w.Value.ToString()));
    }

    private static (string Path, Dictionary<string, Microsoft.Extensions.Primitives.StringValues> Words) Parts(string address)
    {
        var cut = address.IndexOf('?', StringComparison.Ordinal);
        return cut < 0 ? (address, []) : (address[..cut], QueryHelpers.ParseQuery(address[cut..]));
    }
}
