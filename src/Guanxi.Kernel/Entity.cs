namespace Guanxi;

/// <summary>Something with an identity and a history. Its setters are private: it changes by its own methods, which keep its rules.</summary>
/// <typeparam name="T">What its <see cref="Id{T}"/> is an id of: mostly the entity itself.</typeparam>
public abstract class Entity<T> : IEntity
{
    private List<object>? raised;

    public Id<T> Id { get; protected init; } = Id<T>.New();

    /// <summary>Raised with every save. Two people on one record: the second one's version no longer fits.</summary>
    public int Version { get; private set; }

    /// <summary>When it last changed, in microseconds since 1970 (UTC): what the warehouse reads changes by.</summary>
    public long ChangeStamp { get; private set; }

    /// <summary>Tells modules above, through the outbox, in the transaction that saves this entity.</summary>
    protected void Raise(object happened) => (raised ??= []).Add(happened);

    /// <summary>The id as a number, for tables that hold rows of several kinds.</summary>
    long IEntity.Key => Id.Value;

    IReadOnlyList<object> IEntity.TakeRaised()
    {
        if (raised is null) return [];
        var taken = raised;
        raised = null;
        return taken;
    }

    void IEntity.Stamp(long changeStamp, bool raiseVersion)
    {
        ChangeStamp = changeStamp;
        if (raiseVersion) Version++;
    }
}

/// <summary>How the kernel sees any entity while it saves it.</summary>
internal interface IEntity
{
    long Key { get; }
    IReadOnlyList<object> TakeRaised();
    void Stamp(long changeStamp, bool raiseVersion);
}

/// <summary>Marks a property whose changes are kept and shown as the record's field history.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HistoryAttribute : Attribute;

/// <summary>Marks a text by whose words people look for the record: an index beside the table is kept in step with it. The entity has an index on its id.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SearchedAttribute : Attribute;

/// <summary>Marks personal data: masked for those without <see cref="KernelRights.Personal"/>, left out of logs. A test creates one of each and looks for it behind every door.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute : Attribute;

/// <summary>Marks an entity whose deletions the warehouse must hear of.</summary>
public interface IFed
{
    /// <summary>The customer whose row it is; 0 for shared tables.</summary>
    long FeedCustomer { get; }
}
