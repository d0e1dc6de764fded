using Guanxi.Service.Requests.Queues;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Kinds;

/// <summary>What customers ask for, and what the firm promises: who sees to it, how pressing it is, and how soon it is answered and solved.</summary>
public sealed class RequestKind : Entity<RequestKind>
{
    [History] public string Name { get; private set; } = "";

    /// <summary>Where requests of this kind lie.</summary>
    [History] public Id<ServiceQueue> QueueId { get; private set; }
    [History] public RequestPriority Priority { get; private set; } = RequestPriority.Normal;

    /// <summary>Working hours of a normal request, to the first answer and to the solution.</summary>
    [History] public double RespondHours { get; private set; }
    [History] public double SolveHours { get; private set; }

    /// <summary>False once it is no longer offered.</summary>
    [History] public bool Offered { get; private set; } = true;

    public static RequestKind Of(string name, Id<ServiceQueue> queue, RequestPriority priority, double respondHours, double solveHours)
    {
        var kind = new RequestKind();
        kind.Change(name, queue, priority, respondHours, solveHours, offered: true);
        return kind;
    }

    public void Change(string name, Id<ServiceQueue> queue, RequestPriority priority, double respondHours, double solveHours, bool offered)
    {
        Refuse.Field("Name", string.IsNullOrWhiteSpace(name), "service.kind.name_missing");
        Refuse.Field("SolveHours", solveHours < respondHours, "service.kind.solved_before_answered");
        (Name, QueueId, Priority, RespondHours, SolveHours, Offered) = (name.Trim(), queue, priority, respondHours, solveHours, offered);
    }
}

internal sealed class RequestKindTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<RequestKind>(kind =>
    {
        kind.ToTable("service_request_kind");
        kind.HasKey(k => k.Id);
        kind.Property(k => k.Name).HasMaxLength(120);
        kind.Property(k => k.Priority).HasConversion<string>().HasMaxLength(20);
        kind.HasOne<ServiceQueue>().WithMany().HasForeignKey(k => k.QueueId).OnDelete(DeleteBehavior.Restrict);
    });
}
