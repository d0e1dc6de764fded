using Guanxi.Customers;
using Guanxi.Service;
using Guanxi.Service.Requests;
using Guanxi.Service.Requests.Course;
using Guanxi.Service.Requests.Kinds;
using Guanxi.Service.Requests.Limits;
using Guanxi.Service.Requests.Queues;
using Guanxi.Staff;

namespace Guanxi.Tests.Service.Requests;

/// <summary>Requests as tests need them.</summary>
internal static class RequestGiven
{
    /// <summary>An answer within 4 working hours and a solution within 24.</summary>
    public static RequestClock Clock(DateTimeOffset now, WorkCalendar? calendar = null, double respond = 4, double solve = 24) =>
        new(calendar ?? ComplaintGiven.Always, new(TimeSpan.FromHours(respond), TimeSpan.FromHours(solve)), new() { TimeZone = "UTC" }, now);

    public static (ServiceRequest Request, RequestEvent Said) Receive(RequestClock clock, Id<Customer>? customer = null, RequestPriority priority = RequestPriority.Normal) => ServiceRequest.Receive(
        customer ?? Id<Customer>.New(), new() { Kind = Id<RequestKind>.New(), Queue = Id<ServiceQueue>.New(), Title = "The kettle leaks", Channel = ServiceChannel.Phone, Priority = priority }, null, clock);

    /// <summary>A queue and a kind of its own, by the door.</summary>
    public static async Task<(Id<ServiceQueue> Queue, Id<RequestKind> Kind)> Desk(this GuanxiApp app, QueueRule rule = QueueRule.ByHand, RequestPriority priority = RequestPriority.Normal, Id<Unit>? unit = null, params Id<Person>[] members)
    {
        var queue = (await app.Run(new EditQueue { Name = $"Queue {Ids.Next()}", Rule = rule, UnitId = unit, Members = members })).Value;
        var kind = (await app.Run(new EditKind { Name = $"Kind {Ids.Next()}", QueueId = queue, Priority = priority, RespondHours = 4, SolveHours = 24 })).Value;
        return (queue, kind);
    }

    /// <summary>Somebody who may handle requests of all customers.</summary>
    public static async Task<Id<Person>> Agent(this GuanxiApp app, string role = "service") =>
        (await app.Run(new Hire { Name = $"Agent {Ids.Next()}", UserName = $"agent{Ids.Next()}", Role = role, Password = "tea-in-the-rain" })).Value;
}
