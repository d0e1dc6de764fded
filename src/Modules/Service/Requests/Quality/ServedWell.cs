using Guanxi.Service.Complaints.Quality;
using Guanxi.Service.Requests.Kinds;
using Guanxi.Service.Requests.Queues;

namespace Guanxi.Service.Requests.Quality;

/// <summary>What of one request counts for the quality of service.</summary>
internal sealed record ServedRequest
{
    public Id<ServiceRequest> Id { get; init; }
    public Id<RequestKind> KindId { get; init; }
    public Id<ServiceQueue> QueueId { get; init; }
    public Id<Person>? HandlerId { get; init; }
    public string? Grade { get; init; }
    public RequestPriority Priority { get; init; }
    public ServiceChannel Channel { get; init; }
    public RequestState State { get; init; }
    public int? RespondMinutes { get; init; }
    public bool RespondedLate { get; init; }
    public int? SolveMinutes { get; init; }
    public bool SolvedLate { get; init; }

    /// <summary>Still without an answer, or a solution, and the limit has passed.</summary>
    public bool RespondOverdue { get; init; }
    public bool SolveOverdue { get; init; }
    public bool AtFirstContact { get; init; }
    public int Reopened { get; init; }
    public int? Satisfaction { get; init; }

    /// <summary>Answers 1–5 to surveys about it.</summary>
    public IReadOnlyList<int> Surveyed { get; set; } = [];

    /// <summary>Whether an article is said to have helped.</summary>
    public bool Helped { get; init; }
}

/// <summary>How well some requests were served. Each figure has its own number of observations: null where there are too few.</summary>
internal sealed record ServedWell
{
    public int Requests { get; init; }
    public int Open { get; init; }

    /// <summary>Median working minutes to the first answer and to the solution, of those that have one.</summary>
    public double? RespondMinutes { get; init; }
    public int Responded { get; init; }
    public double? SolveMinutes { get; init; }
    public int Solved { get; init; }

    /// <summary>Share whose limit was kept, to the answer and to the solution; those still without one whose limit has passed count as not kept.</summary>
    public ShareOf InTime { get; init; } = new();
    public ShareOf SolvedInTime { get; init; } = new();

    /// <summary>Share of the solved that were solved by whoever took them, at once.</summary>
    public ShareOf AtFirstContact { get; init; } = new();
    public ShareOf Reopened { get; init; } = new();

    /// <summary>Share of the solved with which an article helped.</summary>
    public ShareOf Helped { get; init; } = new();

    /// <summary>Mean of the answers 1–5 of those asked, with its 95 % interval.</summary>
    public MeanScore Satisfaction { get; init; } = new();

    /// <summary>Mean of the answers 1–5 to surveys about the requests.</summary>
    public MeanScore Surveyed { get; init; } = new();

    public static ServedWell These(IReadOnlyList<ServedRequest> served)
    {
        var responded = served.Where(s => s.RespondMinutes is not null).ToList();
        var solved = served.Where(s => s.SolveMinutes is not null).ToList();
        return new()
        {
            Requests = served.Count, Open = served.Count(s => s.State == RequestState.Open),
            Responded = responded.Count, RespondMinutes = MeanScore.Median(responded.Select(s => s.RespondMinutes)), Solved = solved.Count, SolveMinutes = MeanScore.Median(solved.Select(s => s.SolveMinutes)),
            InTime = ShareOf.Of(responded.Count(s => !s.RespondedLate), responded.Count + served.Count(s => s.RespondOverdue)),
            SolvedInTime = ShareOf.Of(solved.Count(s => !s.SolvedLate), solved.Count + served.Count(s => s.SolveOverdue)),
            AtFirstContact = ShareOf.Of(solved.Count(s => s.AtFirstContact), solved.Count), Reopened = ShareOf.Of(solved.Count(s => s.Reopened > 0), solved.Count), Helped = ShareOf.Of(solved.Count(s => s.Helped), solved.Count),
            Satisfaction = MeanScore.Of(served.Select(s => s.Satisfaction)), Surveyed = MeanScore.Of(served.SelectMany(s => s.Surveyed).Select(s => (int?)s)),
        };
    }
}
