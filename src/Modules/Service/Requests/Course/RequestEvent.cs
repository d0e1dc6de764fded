using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Course;

/// <summary>What was done about a request.</summary>
public enum RequestAct
{
    Received, Responded, Noted, Assigned, Moved, Prioritised, Paused, Resumed, Solved, Confirmed, LeftQuiet, Reopened, Cancelled, BecameComplaint, Escalated,

    /// <summary>It came from a file, with what was known of it.</summary>
    Loaded,
}

/// <summary>One line of a request's log: who did what, when, and which limit was missed. Never changed.</summary>
public sealed class RequestEvent : Entity<RequestEvent>
{
    public Id<Customer> CustomerId { get; private init; }
    public Id<ServiceRequest> RequestId { get; private init; }
    public RequestAct Act { get; private init; }
    public DateTimeOffset HappenedAt { get; private init; }

    /// <summary>Null where the product itself did it.</summary>
    public Id<Person>? PersonId { get; private init; }
    public string? Words { get; private init; }

    /// <summary>How pressing it was from then on.</summary>
    public RequestPriority Priority { get; private init; }

    /// <summary>To whom it was given.</summary>
    public Id<Person>? GivenToId { get; private init; }

    /// <summary>The limit that was missed; null where none was.</summary>
    public DateTimeOffset? MissedLimit { get; private init; }

    /// <summary>The import that wrote it; null where it happened here.</summary>
    public long? ImportId { get; private init; }

    internal static RequestEvent Of(ServiceRequest request, RequestAct act, Id<Person>? by, DateTimeOffset at, string? words, Id<Person>? to, DateTimeOffset? missed, long? import = null) => new()
    {
        CustomerId = request.CustomerId, RequestId = request.Id, Act = act, HappenedAt = at, PersonId = by, Words = words, Priority = request.Priority, GivenToId = to, MissedLimit = missed, ImportId = import,
    };
}

internal sealed class RequestEventTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<RequestEvent>(happened =>
    {
        happened.ToTable("service_request_event");
        happened.HasKey(e => new { e.CustomerId, e.Id });
        happened.Property(e => e.Act).HasConversion<string>().HasMaxLength(20);
        happened.Property(e => e.Priority).HasConversion<string>().HasMaxLength(20);
        happened.Property(e => e.Words).HasMaxLength(2000);
        happened.HasIndex(e => new { e.CustomerId, e.RequestId });
        happened.HasOne<ServiceRequest>().WithMany().HasForeignKey(e => new { e.CustomerId, e.RequestId }).OnDelete(DeleteBehavior.Restrict);
    });
}
