namespace Guanxi.Service.Requests;

public enum RequestState
{
    Open,

    /// <summary>The firm has done its part; the customer may still say that it has not.</summary>
    Solved,
    Closed,
}

/// <summary>How soon; the more pressing first.</summary>
public enum RequestPriority { Urgent, High, Normal, Low }

/// <summary>How a request ended.</summary>
public enum RequestEnd
{
    /// <summary>The customer said that it is done.</summary>
    Confirmed,

    /// <summary>Solved, and the customer said nothing more.</summary>
    Quiet,

    /// <summary>Nobody wants it any more.</summary>
    Cancelled,

    /// <summary>It turned into a complaint, and goes on there.</summary>
    Complaint,
}
