using Guanxi.Data;

namespace Guanxi.Demo;

/// <summary>How large a demo firm, and as of when.</summary>
/// <param name="Customers">At least 1.</param>
/// <param name="Orders">About this many, over three years.</param>
/// <param name="Seed">The same seed and day make the same firm, on any machine.</param>
/// <param name="Today">Nothing happens on or after this day.</param>
internal sealed record DemoPlan(int Customers, long Orders, int Seed, DateOnly Today)
{
    public const int Years = 3;
    public static DemoPlan Default(DateOnly today) => new(2_000, 20_000, 7, today);
    public DateOnly Start => Today.AddYears(-Years);

    /// <summary>The firm's own day: in the small hours of its zone, tasks due today would otherwise be a day late already.</summary>
    public static DateOnly TodayOf(TimeProvider clock) => new FirmSettings().DayOf(clock.GetUtcNow());
}

internal sealed record DemoUnit(int No, string Name, string Kind, int? Parent);

/// <param name="Role">owner, manager, sales, service or clerk.</param>
internal sealed record DemoPerson(int No, string Name, string UserName, string Role, int Unit);

/// <summary>Prices and costs in fen.</summary>
internal sealed record DemoProduct(int No, string Code, string Name, string Category, long PriceMinor, long CostMinor);

/// <param name="Nano">Billionths of a yuan for one unit of the currency.</param>
internal sealed record DemoRate(string Currency, DateOnly ValidFrom, long Nano);

internal enum Behaviour { Prospect, OneTime, Loyal, Growing, Declining, Seasonal, Lost }

/// <summary>One customer and all that happened with it.</summary>
internal sealed class DemoCustomer
{
    /// <summary>1, 2, 3 … by the time of joining.</summary>
    public required int No { get; init; }
    public required string Code { get; init; }
    public required bool IsPerson { get; init; }
    public required string Name { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? WeChat { get; init; }
    public required string Country { get; init; }
    public string? Province { get; init; }
    public required string City { get; init; }
    public string? Address { get; init; }
    public DateOnly? Birthday { get; init; }
    public string? CreditCode { get; init; }
    public string? Industry { get; init; }
    public required string Source { get; init; }
    public required string Currency { get; init; }
    public required int Unit { get; init; }
    public int? Owner { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
    public required Behaviour Behaviour { get; init; }

    /// <summary>Number of the customer who brought this one.</summary>
    public int? ReferredBy { get; set; }

    public List<DemoOrder> Orders { get; } = [];
    public List<DemoLine> Lines { get; } = [];
    public List<DemoContact> Contacts { get; } = [];
    public List<DemoComplaint> Complaints { get; } = [];
    public List<DemoTask> Tasks { get; } = [];
    public List<DemoBond> Bonds { get; } = [];
    public List<DemoContactPerson> People { get; } = [];
    public List<DemoLink> Links { get; } = [];
    public DemoFacts Facts { get; set; } = new();

    /// <summary>How many rows it makes, itself included.</summary>
    public int Rows => 1 + Orders.Count + Lines.Count + Contacts.Count + Complaints.Count + Tasks.Count + Bonds.Count + People.Count + Links.Count;
}

/// <param name="No">1, 2, 3 … within the customer; sales in order of time, each followed by what came back of it.</param>
/// <param name="Kind">Sale, Return.</param>
/// <param name="FirstLine">Its lines within <see cref="DemoCustomer.Lines"/>.</param>
/// <param name="ReturnOf">The order whose goods came back.</param>
internal readonly record struct DemoOrder(int No, string Kind, DateTimeOffset OrderedAt, DateOnly OrderedOn, long TotalMinor, int? Seller, int FirstLine, int Lines, int? ReturnOf);

internal readonly record struct DemoLine(int LineNo, int Product, long QuantityMilli, long UnitPriceMicro, long AmountMinor);

internal readonly record struct DemoContact(string Channel, string Direction, int Person, DateTimeOffset HappenedAt, int? Minutes, string Purpose, string? Result, string Reach = "Reached");

internal readonly record struct DemoComplaint(
    string Cause, string Summary, DateTimeOffset ReceivedAt, DateTimeOffset? ClosedAt, string? Solution, int? Satisfaction, long CompensationMinor, int Handler);

internal readonly record struct DemoTask(string Title, int Owner, DateOnly DueOn, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt);
