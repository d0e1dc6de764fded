using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Appeals;

/// <summary>Appeals on customers within reach: open ones, the one that waits longest first; with a customer all of that one's, the newest first.</summary>
[Needs(ValueRights.Read)]
internal sealed record AppealList : IQuestion<AppealPage>, IConcerns<Customer>
{
    /// <summary>Only this customer's; none for the open ones of all.</summary>
    public Id<Customer> CustomerId { get; init; }

    /// <summary>From the row before: <see cref="AppealPage.Next"/>.</summary>
    public Cursor? After { get; init; }
    [Range(1, 200)] public int Take { get; init; } = 50;

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    private static readonly PreparedQuery<Id<Customer>, int, List<Appeal>> OfCustomer = PreparedQuery.List((GuanxiDb db, Id<Customer> customer, int count) =>
        db.Set<Appeal>().AsNoTracking().Where(a => a.CustomerId == customer).OrderByDescending(a => a.Id).Take(count));

    internal sealed class Handler(GuanxiDb db) : IHandler<AppealList, AppealPage>
    {
        public async Task<AppealPage> Handle(AppealList request, Actor actor, CancellationToken ct)
        {
            var found = request.CustomerId.IsNone ? await Open(request, actor, ct) : await OfCustomer.Run(db, request.CustomerId, request.Take + 1, ct);
            if (found.Count == 0) return new();
            var shown = found.Take(request.Take).ToList();
            var names = await db.CustomerNamesFor(actor, [.. shown.Select(a => a.CustomerId).Distinct()], ct);
            var people = await db.NamesOf(shown.SelectMany(a => new[] { a.RaisedById, a.AnsweredById ?? default }), ct);
            return new()
            {
                Next = found.Count > request.Take && request.CustomerId.IsNone ? new Cursor(shown[^1].RaisedAt, shown[^1].Id.Value) : null,
                Appeals =
                [
                    .. shown.Select(a => new AppealRow
                    {
                        Id = a.Id, CustomerId = a.CustomerId, Code = names[a.CustomerId].Code, Name = names[a.CustomerId].Name, Label = a.Label, Said = a.Said, AsOf = a.AsOf, Note = a.Note, State = a.State,
                        RaisedAt = a.RaisedAt, RaisedBy = people.GetValueOrDefault(a.RaisedById), Answer = a.Answer, AnsweredAt = a.AnsweredAt, AnsweredBy = a.AnsweredById is { } by ? people.GetValueOrDefault(by) : null,
                    }),
                ],
            };
        }

        private Task<List<Appeal>> Open(AppealList request, Actor actor, CancellationToken ct)
        {
            var appeals = db.Set<Appeal>().AsNoTracking().Where(a => a.State == AppealState.Open && db.CustomerNamesFor(actor).Any(c => c.Id == a.CustomerId));
            if (request.After is { } after)
            {
                var (at, id) = (after.At, new Id<Appeal>(after.Id));
                appeals = appeals.Where(a => a.RaisedAt > at || (a.RaisedAt == at && a.Id > id));
            }
            return appeals.OrderBy(a => a.RaisedAt).ThenBy(a => a.Id).Take(request.Take + 1).ToListAsync(ct);
        }
    }

    internal static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/value/appeals", (Cursor? after, int? take, Asker asker, CancellationToken ct) => asker.Answer(new AppealList { After = after, Take = take ?? 50 }, ct)).Produces<AppealPage>().WithName("openAppeals").WithSummary("Open appeals");
        api.MapGet("/customers/{customerId}/appeals", (Id<Customer> customerId, Asker asker, CancellationToken ct) => asker.Answer(new AppealList { CustomerId = customerId }, ct)).Produces<AppealPage>().WithName("customerAppeals").WithSummary("Appeals on one customer");
    }
}

/// <summary>Some appeals.</summary>
internal sealed record AppealPage
{
    public IReadOnlyList<AppealRow> Appeals { get; init; } = [];

    /// <summary>Null on the last page.</summary>
    public Cursor? Next { get; init; }
}

/// <summary>One appeal.</summary>
internal sealed record AppealRow
{
    public Id<Appeal> Id { get; init; }
    public Id<Customer> CustomerId { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public AppealLabel Label { get; init; }

    /// <summary>What the label said then: a code, or a probability.</summary>
    public string Said { get; init; } = "";
    public DateOnly? AsOf { get; init; }
    public string Note { get; init; } = "";
    public AppealState State { get; init; }
    public DateTimeOffset RaisedAt { get; init; }
    public string? RaisedBy { get; init; }
    public string? Answer { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public string? AnsweredBy { get; init; }
}
