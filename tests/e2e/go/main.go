// A ttRPC client that is not ours: containerd's, as Debian packages it, with messages generated
// from our .proto files.
//
// usage: client SOCKET ROADMAP
//
// ROADMAP is a file with a packed roadmap.v1.Roadmap. It is stored and enrolled in; then the client
// asks for the next step, sets it done, asks again, and asks for a step that is not there.
package main

import (
	"context"
	"fmt"
	"log"
	"net"
	"os"
	"time"

	"github.com/containerd/ttrpc"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	v1 "roadmap/v1"
)

// The client of ttrpc 1.1 packs messages with gogo/protobuf, which cannot see into messages of
// today's generator; it asks for these two methods first.
type message struct{ proto.Message }

func (m message) Marshal() ([]byte, error)    { return proto.Marshal(m.Message) }
func (m message) Unmarshal(data []byte) error { return proto.Unmarshal(data, m.Message) }
func (m message) Reset()                      { proto.Reset(m.Message) }
func (m message) String() string              { return fmt.Sprint(m.Message) }
func (m message) ProtoMessage()               {}

type daemon struct{ client *ttrpc.Client }

func (d daemon) try(service, method string, request, reply proto.Message) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	return d.client.Call(ctx, "roadmap.v1."+service, method, message{request}, message{reply})
}

func (d daemon) call(service, method string, request, reply proto.Message) {
	if err := d.try(service, method, request, reply); err != nil {
		log.Fatalf("%s.%s: %v", service, method, err)
	}
}

func (d daemon) next() string {
	var reply v1.PlanNextReply
	d.call("Plan", "Next", &v1.PlanNextRequest{}, &reply)
	if len(reply.Recommendations) != 1 {
		log.Fatalf("Plan.Next gave %d recommendations, not one", len(reply.Recommendations))
	}
	step := reply.Recommendations[0].Step
	fmt.Println("next", step.Id)
	return step.Id
}

func (d daemon) store(path string) string {
	data, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	var roadmap v1.Roadmap
	if err := proto.Unmarshal(data, &roadmap); err != nil {
		log.Fatal(err)
	}
	d.call("Catalog", "Put", &v1.CatalogPutRequest{Roadmap: &roadmap}, &v1.CatalogPutReply{})
	fmt.Println("stored", roadmap.Id)
	return roadmap.Id
}

func main() {
	log.SetFlags(0)
	conn, err := net.Dial("unix", os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	d := daemon{ttrpc.NewClient(conn)}
	defer d.client.Close()

	var hello v1.AdminHelloReply
	d.call("Admin", "Hello", &v1.AdminHelloRequest{}, &hello)
	fmt.Println("hello", hello.Version)

	id := d.store(os.Args[2])
	var enrolled v1.EnrollmentEnrollReply
	d.call("Enrollment", "Enroll", &v1.EnrollmentEnrollRequest{RoadmapId: id}, &enrolled)
	fmt.Println("enrolled in", enrolled.Enrollment.RoadmapId)

	step := d.next()
	var set v1.StepSetReply
	d.call("Step", "Set", &v1.StepSetRequest{
		Steps:  []string{step},
		Status: v1.Status_STATUS_DONE,
	}, &set)
	fmt.Println("done", set.Changed[0].Id, set.Changed[0].Status)
	d.next()

	err = d.try("Step", "Get", &v1.StepGetRequest{Step: "no-such-step"}, &v1.StepGetReply{})
	fmt.Println("refused", status.Code(err))
}
