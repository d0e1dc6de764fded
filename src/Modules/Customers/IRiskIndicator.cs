namespace Guanxi.Customers;

/// <summary>What a risk of the firm is about.</summary>
public enum RiskKind
{
    /// <summary>Personal data or secrets get out.</summary>
    Leak,

    /// <summary>Complaints rise, are handled badly, or become public.</summary>
    Complaint,

    /// <summary>Customers leave.</summary>
    Churn,

    /// <summary>A law, a licence or a contract is broken.</summary>
    Legal,

    /// <summary>Customers are treated unfairly.</summary>
    Ethics,
}

/// <summary>How an indicator's figure is written.</summary>
public enum IndicatorUnit
{
    Count,

    /// <summary>Between 0 and 1.</summary>
    Share,

    /// <summary>As a multiple of what is usual; 1 is as usual.</summary>
    Multiple,
}

/// <summary>A figure of the whole firm that grows before a risk comes true. Registered in the module's <c>Add</c> as scoped; the risk register shows it at the risks that watch it and keeps what it was on each day.</summary>
public interface IRiskIndicator
{
    /// <summary>Text key of its name; the key with <c>.definition</c> after it says how it is counted.</summary>
    string Key { get; }

    /// <summary>The kind of risk that it tells of.</summary>
    RiskKind Kind { get; }
    IndicatorUnit Unit { get; }

    /// <summary>From this value on it is to be looked at, unless a risk says otherwise.</summary>
    double Watch { get; }

    /// <summary>From this value on something must be done; not below <see cref="Watch"/>.</summary>
    double Alarm { get; }

    /// <summary>Where what is counted can be seen.</summary>
    string Url { get; }

    /// <summary>Reads it from live data, in few statements.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="today">The firm's business day at that moment.</param>
    /// <returns>Null where there is too little to say anything.</returns>
    Task<double?> Read(DateTimeOffset now, DateOnly today, CancellationToken ct);
}
