using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Guanxi.Contact.Consent;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Contact.Privacy;

/// <summary>Notes what a customer asks about their data, where they said it to somebody of the firm.</summary>
[Needs(ContactRights.Edit)]
internal sealed record RecordPrivacyRequest : IUseCase<Id<PrivacyRequest>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public PrivacyWish Wish { get; set; }
    [Required, StringLength(2000)] public string? Words { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<RecordPrivacyRequest, Id<PrivacyRequest>>
    {
        public async Task<Id<PrivacyRequest>> Handle(RecordPrivacyRequest request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.CustomerId.IsNone, "customers.customer.not_found");
            return (await db.Receive(new(request.Wish, request.Words, request.CustomerId), CultureInfo.CurrentUICulture.Name, clock.GetUtcNow(), ct)).Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/privacy", (Id<Customer> customerId, RecordPrivacyRequest request, Asker asker, CancellationToken ct) =>
        asker.Created(request with { CustomerId = customerId }, id => $"/api/customers/{customerId}/privacy/{id}", ct)).Produces<Id<PrivacyRequest>>(StatusCodes.Status201Created).WithSummary("Note what a customer asks about their data");
}

internal static class PrivacyReceiving
{
    public static async Task<PrivacyRequest> Receive(this GuanxiDb db, PrivacyAsked asked, string language, DateTimeOffset now, CancellationToken ct)
    {
        var due = (await db.Setting<FirmSettings>(ct)).DayOf(now).AddDays((await db.Setting<ConsentSettings>(ct)).AnswerDays);
        var request = PrivacyRequest.Of(asked, language, now, due);
        db.Add(request);
        return request;
    }
}
