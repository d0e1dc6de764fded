using System.Collections.Concurrent;
using System.Reflection;

namespace Guanxi.Data;

/// <summary>Marks a record of which it is written down who sees it, and under which its audit entries are found: the customer.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WatchedAttribute : Attribute;

/// <summary>Says of a use-case that its audit entry is of another kind than <see cref="AuditAct.Changed"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AuditedAttribute(AuditAct act) : Attribute
{
    public AuditAct Act => act;
}

/// <summary>A question's answer that leaves the product as a file: written down before it is handed out.</summary>
public interface IExported
{
    /// <summary>How many records are in it.</summary>
    long Rows { get; }
}

/// <summary>A question's answer that lists many customers: written down where a program fetches it with a key.</summary>
public interface IListed
{
    /// <summary>How many customers are in it.</summary>
    int Listed { get; }
}

/// <summary>What the requests of one kind are about, as far as their properties say.</summary>
internal sealed class AuditTarget
{
    private static readonly ConcurrentDictionary<Type, bool> Watched = new();
    private readonly PropertyInfo? concern;
    private readonly PropertyInfo? record;
    private readonly PropertyInfo? customer;

    public AuditTarget(Type request)
    {
        concern = ConcernOf(request);
        var ids = request.GetProperties().Where(p => IdOf(p.PropertyType) is not null && p.GetIndexParameters().Length == 0).ToList();
        customer = ids.Find(p => IsWatched(IdOf(p.PropertyType)!));
        record = ids.Find(p => IdOf(p.PropertyType) is var of && !IsWatched(of!) && (concern is null || (of != typeof(Person) && of != typeof(Unit))));
        Act = request.GetCustomAttribute<AuditedAttribute>()?.Act ?? AuditAct.Changed;
        Name = request.Name;
    }

    public AuditAct Act { get; }
    public string Name { get; }

    /// <summary>The note on a request, and on what came of it where something did.</summary>
    public AuditNote Note(object request, object? result, AuditAct act, string? detail = null)
    {
        var (concerned, made, told) = (Id(concern, request), result as IAnyId, Told(result));
        var whose = new[] { concerned, Id(customer, request), made, told }.FirstOrDefault(id => id is { Value: > 0 } && IsWatched(id.Of));
        var subject = new[] { concerned, made, Id(record, request) }.FirstOrDefault(id => id is { Value: > 0 } && !IsWatched(id.Of)) ?? whose;
        return new(Name, act, subject?.Of.Name ?? "", subject?.Value ?? 0, whose?.Value ?? 0, detail);
    }

    /// <summary>The customer that an answered question was about; 0 for none.</summary>
    public long Seen(object request, object? result) => Id(concern, request) is { Value: > 0 } asked ? IsWatched(asked.Of) ? asked.Value : 0 : Told(result) is { } told && IsWatched(told.Of) ? told.Value : 0;

    // An answer that was asked for by a number of the firm's says itself whom it is about.
    private static IAnyId? Told(object? result) => result is null or IAnyId ? null : ConcernOf(result.GetType()) is { } about ? Id(about, result) : null;

    private static IAnyId? Id(PropertyInfo? property, object of) => property?.GetValue(of) as IAnyId;

    private static readonly ConcurrentDictionary<Type, PropertyInfo?> Concerns = new();

    private static PropertyInfo? ConcernOf(Type type) => Concerns.GetOrAdd(type, static t =>
        t.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IConcerns<>))?.GetProperty(nameof(IConcerns<object>.Subject)));

    private static Type? IdOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is { IsGenericType: true } id && id.GetGenericTypeDefinition() == typeof(Id<>) ? id.GetGenericArguments()[0] : null;

    private static bool IsWatched(Type of) => Watched.GetOrAdd(of, static t => t.IsDefined(typeof(WatchedAttribute), inherit: false));
}
