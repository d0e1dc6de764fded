namespace Guanxi.Service.Complaints;

/// <summary>What went wrong, where the firm is at fault.</summary>
public enum ComplaintCause { Product, Service, Attitude, BrokenPromise, Price, Other }

public enum ComplaintState { Open, Closed }

/// <summary>The four steps, in order.</summary>
public enum ComplaintStep
{
    /// <summary>Let the customer speak, and say what happens next.</summary>
    Listen,

    /// <summary>Note the key points and judge whether it stands.</summary>
    Judge,

    /// <summary>Propose a solution that the customer accepts, and carry it out.</summary>
    Solve,

    /// <summary>Come back some days later and ask.</summary>
    FollowUp,
}

/// <summary>Where the cause lies.</summary>
public enum ComplaintOrigin { Own, Customer, Competitor, ThirdParty }

/// <summary>Whether the complaint stands.</summary>
public enum Verdict { Stands, StandsInPart, DoesNotStand }

/// <summary>How it ended.</summary>
public enum ComplaintOutcome
{
    Satisfied,

    /// <summary>Solved, and the customer could not be asked: silent, not satisfied.</summary>
    NotReached,
    Withdrawn,

    /// <summary>Closed although the customer was not satisfied: only one that came from a file, from a house with other rules.</summary>
    NotSatisfied,
}
