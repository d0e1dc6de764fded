using Guanxi.Service.Requests.Course;
using Guanxi.Service.Requests.Limits;
using Guanxi.Service.Requests.Loading;

namespace Guanxi.Service.Requests;

/// <summary>A request from another house's books.</summary>
public sealed partial class ServiceRequest
{
    /// <summary>Makes a request of what a file says. What is solved is closed; what is open lies in its queue, and a limit long past alarms nobody.</summary>
    /// <param name="clock">The hours and limits by which it is measured; its <c>Now</c> is when it is loaded.</param>
    internal static (ServiceRequest Request, IReadOnlyList<RequestEvent> Log) Load(OldRequest old, RequestClock clock)
    {
        var details = old.Details;
        var request = new ServiceRequest
        {
            CustomerId = old.Customer, ImportId = old.ImportId, ExternalNumber = old.Number, ReceivedAt = old.ReceivedAt, ReceivedOn = clock.Firm.DayOf(old.ReceivedAt), SolveFrom = old.ReceivedAt, Channel = details.Channel, Title = details.Title,
            Words = details.Words, OrderNumber = details.OrderNumber, KindId = details.Kind, QueueId = details.Queue, UnitId = details.Unit, Priority = details.Priority, HandlerId = old.Handler,
        };
        request.Retime(clock);
        var log = new List<RequestEvent> { request.Noted(RequestAct.Received, null, old.ReceivedAt, details.Words) };
        if ((old.RespondedAt ?? old.SolvedAt) is { } responded)
        {
            (request.RespondedAt, request.RespondMinutes, request.RespondedLate, request.DueAt) = (responded, clock.Minutes(old.ReceivedAt, responded), request.RespondBy < responded, request.SolveBy);
            log.Add(request.Noted(RequestAct.Responded, old.Handler, responded));
        }

        if (old.SolvedAt is { } solved)
        {
            (request.SolvedAt, request.SolveMinutes, request.SolvedLate, request.AtFirstContact, request.Solution) = (solved, clock.Minutes(old.ReceivedAt, solved), request.SolveBy < solved, solved == old.ReceivedAt, old.Solution);
            log.Add(request.Noted(RequestAct.Solved, old.Handler, solved, old.Solution));
            var closed = old.ClosedAt ?? solved;
            (request.State, request.DueAt, request.ClosedAt, request.ClosedOn, request.Satisfaction) = (RequestState.Closed, null, closed, clock.Firm.DayOf(closed), old.Satisfaction);
            request.End = old.Satisfaction is null ? RequestEnd.Quiet : RequestEnd.Confirmed;
        }

        if (request.DueAt < clock.Now) request.EscalatedFor = request.DueAt;
        log.Add(request.Noted(RequestAct.Loaded, old.By, clock.Now));
        return (request, log);
    }

    private RequestEvent Noted(RequestAct act, Id<Person>? by, DateTimeOffset at, string? words = null) => RequestEvent.Of(this, act, by, at, words, null, null, ImportId);
}
