using System.ComponentModel.DataAnnotations;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Customers;

/// <summary>What happened with one customer, newest first, from all modules.</summary>
[Needs(CustomersRights.Read)]
public sealed record CustomerTimeline : IQuestion<TimelinePage>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>Only what is older than this place.</summary>
    [StringLength(60)] public string? Before { get; init; }

    /// <summary>Names of kinds between commas; empty for all.</summary>
    [StringLength(300)] public string? Kinds { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 30;

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(IEnumerable<ITimelineSource> sources) : IHandler<CustomerTimeline, TimelinePage>
    {
        public async Task<TimelinePage> Handle(CustomerTimeline request, Actor actor, CancellationToken ct)
        {
            var kinds = request.Kinds?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } some ? some : null;
            var question = new TimelineQuestion { CustomerId = request.CustomerId, Before = Cursor.Of(request.Before), Count = request.Count + 1, Kinds = kinds };
            var entries = new List<TimelineEntry>();
            // One after the other: they share the connection.
            foreach (var source in sources)
                if (source.Kinds.Any(k => question.Wants(k.Name) && actor.May(k.Right))) entries.AddRange(await source.Entries(question, actor, ct));
            entries.Sort((a, b) => b.At.CompareTo(a.At) is var at && at != 0 ? at : b.Id.CompareTo(a.Id));
            var more = entries.Count > request.Count;
            return new()
            {
                Entries = entries[..Math.Min(entries.Count, request.Count)],
                Kinds = [.. sources.SelectMany(s => s.Kinds).Where(k => actor.May(k.Right))],
                Next = more ? entries[request.Count - 1].Place.ToString() : null,
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/customers/{customerId}/timeline", (Id<Customer> customerId, string? before, string? kinds, int? count, Asker asker, CancellationToken ct) =>
            asker.Answer(new CustomerTimeline { CustomerId = customerId, Before = before, Kinds = kinds, Count = count ?? 30 }, ct))
            .Produces<TimelinePage>().WithSummary("What happened with one customer, newest first");
}

/// <summary>A stretch of a customer's timeline.</summary>
public sealed record TimelinePage
{
    public required IReadOnlyList<TimelineEntry> Entries { get; init; }

    /// <summary>The kinds that this person may filter by.</summary>
    public required IReadOnlyList<TimelineKind> Kinds { get; init; }

    /// <summary>Give it as <c>before</c> for what is older; null at the end.</summary>
    public string? Next { get; init; }
}
